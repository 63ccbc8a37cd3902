package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A stream of Ollama: one message in pieces, the last of which is done. */
final class OllamaGrammar implements StreamGrammar.Steps {
    private boolean ended;

    @Override
    public void frame(Frame frame, JsonNode data) {
        assertThat(ended).as("a line after the end: " + data).isFalse();
        if (data.has("error")) {
            assertThat(data.path("error").isTextual()).isTrue();
            ended = true;
            return;
        }
        assertThat(data.path("model").isTextual()).isTrue();
        assertThat(Instant.parse(data.path("created_at").asText())).isNotNull();
        var message = data.path("message");
        assertThat(message.path("role").asText()).isEqualTo("assistant");
        assertThat(message.path("content").isTextual()).isTrue();
        for (var call : message.path("tool_calls")) {
            assertThat(call.at("/function/name").asText()).isNotEmpty();
            assertThat(call.at("/function/arguments").isObject()).isTrue();
        }
        assertThat(data.path("done").isBoolean()).isTrue();
        if (data.path("done").asBoolean()) {
            ended = true;
            assertThat(data.path("done_reason").asText()).isIn("stop", "length");
        }
    }

    @Override
    public void end() {
        assertThat(ended).as("has an end").isTrue();
    }
}
