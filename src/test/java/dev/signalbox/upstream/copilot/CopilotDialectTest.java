package dev.signalbox.upstream.copilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Calls;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopilotDialectTest {
    private static HttpCall sent(Protocol protocol, Map<String, String> headers, String body) {
        return new CopilotDialect()
                .write(Calls.of(
                        protocol,
                        Operation.STREAM,
                        "https://api.githubcopilot.com",
                        "m",
                        headers,
                        body,
                        Calls.token("t", Map.of("integrationId", "mine"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "OPENAI_CHAT | {\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]} | user",
                "OPENAI_CHAT | {\"messages\":[{\"role\":\"tool\",\"content\":\"21\"}]} | agent",
                "OPENAI_RESPONSES | {\"input\":\"Hi\"} | user",
                "OPENAI_RESPONSES | {\"input\":[{\"type\":\"function_call_output\",\"output\":\"\"}]} | agent",
                "ANTHROPIC_MESSAGES | {\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\"}]}]} |"
                        + " agent",
            })
    void saysWhoBeganTheTurn(Protocol protocol, String body, String initiator) {
        assertThat(sent(protocol, Map.of(), body).headers())
                .containsEntry("x-initiator", initiator)
                .containsEntry("copilot-integration-id", "mine")
                .doesNotContainKey("copilot-vision-request");
    }

    @Test
    void saysWhetherThereIsAPicture() {
        var body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}]}";

        assertThat(sent(Protocol.OPENAI_CHAT, Map.of(), body).headers())
                .containsEntry("copilot-vision-request", "true");
    }

    @Test
    void leavesWhatTheClientSaysOfItself() {
        var headers = Map.of("copilot-integration-id", "theirs", "x-initiator", "agent");

        assertThat(sent(Protocol.OPENAI_CHAT, headers, "{\"messages\":[]}").headers())
                .containsAllEntriesOf(headers);
    }
}
