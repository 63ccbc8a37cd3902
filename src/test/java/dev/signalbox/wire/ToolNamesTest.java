package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Tool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolNamesTest {

    @Test
    void leavesAllowedNamesAlone() {
        var names = ToolNames.of(request("read_file", "a-b"), 64);

        assertThat(names.provided("read_file")).isEqualTo("read_file");
        assertThat(names.restored()).isEmpty();
    }

    @Test
    void replacesWhatIsForbiddenAndRestoresIt() {
        var names = ToolNames.of(request("mcp/read file"), 64);

        assertThat(names.provided("mcp/read file")).isEqualTo("mcp_read_file");
        assertThat(names.restored()).containsEntry("mcp_read_file", "mcp/read file");
    }

    @Test
    void tellsNamesApartThatWouldBecomeTheSameInAnyOrder() {
        var forth = ToolNames.of(request("a.b", "a/b", "a_b"), 64);
        var back = ToolNames.of(request("a_b", "a/b", "a.b"), 64);

        assertThat(Stream.of("a.b", "a/b", "a_b").map(forth::provided).distinct())
                .hasSize(3);
        assertThat(forth.provided("a_b")).isEqualTo("a_b");
        assertThat(forth.provided("a.b")).isEqualTo(back.provided("a.b")).startsWith("a_b_");
    }

    @Test
    void shortensLongNamesWithoutConfusingThem() {
        var one = "x".repeat(70) + "1";
        var two = "x".repeat(70) + "2";
        var names = ToolNames.of(request(one, two), 64);

        assertThat(names.provided(one)).hasSizeLessThanOrEqualTo(64).isNotEqualTo(names.provided(two));
        assertThat(names.restored()).containsEntry(names.provided(two), two);
    }

    @Test
    void shortensCallIdsTheSameWayEveryTime() {
        var id = "toolu_" + "9".repeat(60);

        assertThat(ToolNames.callId("call_1", 40)).isEqualTo("call_1");
        assertThat(ToolNames.callId(id, 40)).hasSizeLessThanOrEqualTo(40).isEqualTo(ToolNames.callId(id, 40));
    }

    private static ChatRequest request(String... tools) {
        return ChatRequest.of(Protocol.OPENAI_RESPONSES, "m", List.of())
                .withTools(Stream.of(tools)
                        .<Tool>map(n -> Tool.Function.of(n, null, null))
                        .toList());
    }
}
