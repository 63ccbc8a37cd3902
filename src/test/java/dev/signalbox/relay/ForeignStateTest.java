package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.TestCodecs;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignStateTest {
    private static ChatRequest messages(String thread) {
        var body = "{\"model\":\"m\",\"max_tokens\":9,\"thread\":" + thread
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"and then?\"}]}";
        return TestCodecs.client(Protocol.ANTHROPIC_MESSAGES)
                .readRequest(body.getBytes(StandardCharsets.UTF_8), "m", false);
    }

    @Test
    void refusesAThreadThatAnotherProviderHolds() {
        var request = messages("{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}");

        assertThatThrownBy(() -> ForeignState.refuseThread(request, "p/m"))
                .isInstanceOfSatisfying(ChatException.class, e -> {
                    assertThat(e.failure().status()).isEqualTo(404);
                    assertThat(e.failure().code()).isEqualTo("thread_not_found");
                    assertThat(e.failure().message()).contains("p/m");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"create\"}", "null"})
    void goesOnWhereTheWholeConversationIsSent(String thread) {
        assertThatCode(() -> ForeignState.refuseThread(messages(thread), "p/m")).doesNotThrowAnyException();
    }
}
