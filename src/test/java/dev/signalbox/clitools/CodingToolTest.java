package dev.signalbox.clitools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodingToolTest {
    private static final Connection CONNECTION =
            new Connection("http://127.0.0.1:20128", "sk-secret-1", "glm/glm-4.6(high)");

    @ParameterizedTest
    @EnumSource
    void fillsEveryGapAndNamesTheModelAndTheAddress(CodingTool tool) {
        var text = tool.configuration(CONNECTION).text();

        assertThat(text).doesNotContain("{{", "}}", "@@").contains("http://127.0.0.1:20128", "sk-secret-1");
        assertThat(text).contains("glm/glm-4.6(high)");
        assertThat(tool.title()).isNotBlank();
        assertThat(CodingTool.of(tool.id())).contains(tool);
    }

    @ParameterizedTest
    @EnumSource
    void writesFilesThatAreJsonWhereTheyAreCalledSo(CodingTool tool) {
        var files = tool.configuration(CONNECTION).parts().stream()
                .filter(part -> part.kind() == Configuration.Kind.FILE)
                .toList();

        assertThat(files).allSatisfy(file -> assertThat(file.title()).isNotBlank());
        assertThat(files)
                .filteredOn(file -> file.title().endsWith(".json"))
                .allSatisfy(file -> assertThat(Json.createReader(new StringReader(file.content()))
                                .readObject())
                        .isNotEmpty());
    }

    @Test
    void givesClaudeCodeAnAddressWithoutVersion() {
        var file = CodingTool.CLAUDE_CODE.configuration(CONNECTION).parts().getFirst();
        var env =
                Json.createReader(new StringReader(file.content())).readObject().getJsonObject("env");

        assertThat(file.title()).isEqualTo("~/.claude/settings.json");
        assertThat(env.getString("ANTHROPIC_BASE_URL")).isEqualTo("http://127.0.0.1:20128");
        assertThat(env.getString("ANTHROPIC_AUTH_TOKEN")).isEqualTo("sk-secret-1");
    }

    @Test
    void givesCodexTheResponsesProtocol() {
        assertThat(CodingTool.CODEX.configuration(CONNECTION).text())
                .contains("wire_api = \"responses\"", "base_url = \"http://127.0.0.1:20128/v1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a'b", "$(id)", "`id`", "a b", "a\nb", "a\\b", "", "${x}", "{{key}}"})
    void refusesWhatWouldMeanSomethingInAText(String value) {
        assertThatThrownBy(() -> new Connection("http://h", value, "m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key");
    }
}
