package dev.signalbox.upstream.codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Calls;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.UpstreamCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodexDialectTest {
    private final CodexDialect dialect = new CodexDialect();

    private static UpstreamCall call(String body) {
        return call(Operation.GENERATE, body);
    }

    private static UpstreamCall call(Operation operation, String body) {
        return Calls.of(
                Protocol.OPENAI_RESPONSES,
                operation,
                "https://chatgpt.com/backend-api/codex",
                "m",
                Map.of("accept", "application/json"),
                body,
                Calls.token("t", Map.of("chatgptAccountId", "w1")));
    }

    @Test
    void leavesARequestOfCodexAlone() {
        var body =
                "{\"model\":\"m\", \"instructions\":\"Be.\",\"input\":[ {\"role\":\"user\",\"content\":\"\\u00e9\"} ],"
                        + "\"store\":false,\"stream\":true,\"include\":[],\"reasoning\":{\"effort\":\"low\"}}";

        var sent = dialect.write(call(body));

        assertThat(Calls.body(sent)).isEqualTo(body);
        assertThat(sent.uri()).hasToString("https://chatgpt.com/backend-api/codex/responses");
        assertThat(sent.headers())
                .containsEntry("chatgpt-account-id", "w1")
                .containsEntry("accept", "text/event-stream");
        assertThat(dialect.losses(call(body))).isEmpty();
    }

    @Test
    void fitsOtherRequestsAndNamesWhatIsLost() {
        var call = call("{\"model\":\"m\",\"input\":[{\"role\":\"system\",\"content\":\"Be.\"}],\"temperature\":1,"
                + "\"metadata\":null,\"truncation\":\"disabled\",\"stream\":false}");

        assertThat(Calls.body(dialect.write(call)))
                .isEqualTo("{\"model\":\"m\",\"input\":[{\"role\":\"developer\",\"content\":\"Be.\"}],\"stream\":true,"
                        + "\"store\":false,\"instructions\":\"You are a helpful assistant.\","
                        + "\"include\":[\"reasoning.encrypted_content\"]}");
        assertThat(dialect.losses(call)).containsExactly("temperature");
    }

    @Test
    void compactsWithoutAStream() {
        var body = "{\"model\":\"m\", \"instructions\":\"Be.\",\"input\":[ {\"role\":\"user\",\"content\":\"Hi\"} ],"
                + "\"tools\":[],\"parallel_tool_calls\":true,\"reasoning\":{\"effort\":\"low\"},\"text\":{}}";

        var sent = dialect.write(call(Operation.COMPACT, body));
        var other = dialect.write(call(Operation.COMPACT, "{\"model\":\"m\",\"input\":\"Hi\",\"store\":false}"));

        assertThat(Calls.body(sent)).isEqualTo(body);
        assertThat(sent.uri()).hasToString("https://chatgpt.com/backend-api/codex/responses/compact");
        assertThat(sent.headers()).containsEntry("accept", "application/json");
        assertThat(Calls.body(other))
                .isEqualTo(
                        "{\"model\":\"m\",\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]}],\"instructions\":\"You"
                                + " are a helpful assistant.\"}");
    }

    @Test
    void takesCacheBreakpointsOffAndNamesThem() {
        var call = call(
                "{\"model\":\"m\",\"instructions\":\"Be.\",\"include\":[],\"store\":false,\"stream\":true,\"input\":[{"
                        + "\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\","
                        + "\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}}]}]}");

        assertThat(Calls.body(dialect.write(call)))
                .contains("\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]")
                .doesNotContain("prompt_cache_breakpoint");
        assertThat(dialect.losses(call)).containsExactly("input.content.prompt_cache_breakpoint");
    }

    @Test
    void refusesToGoOnFromAResponseThatNobodyKept() {
        assertThatThrownBy(() -> dialect.write(call("{\"input\":\"Hi\",\"previous_response_id\":\"resp_1\"}")))
                .isInstanceOfSatisfying(ChatException.class, refused -> {
                    assertThat(refused.failure().status()).isEqualTo(400);
                    assertThat(refused.failure().code()).isEqualTo("previous_response_not_found");
                });
    }
}
