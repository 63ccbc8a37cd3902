package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** A stream of Gemini: responses of one id, each part of one kind, a finish reason in the last of each candidate. */
final class GeminiGrammar implements StreamGrammar.Steps {
    private static final Set<String> DATA = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse");

    private final Set<Integer> finished = new HashSet<>();
    private final Set<Integer> seen = new HashSet<>();
    private String id = "";
    private boolean failed;

    @Override
    public void frame(Frame frame, JsonNode data) {
        assertThat(failed).as("an event behind the error").isFalse();
        if (data.has("error")) {
            failed = true;
            assertThat(data.at("/error/code").isInt()).isTrue();
            assertThat(data.at("/error/message").isTextual()).isTrue();
            assertThat(data.at("/error/status").asText()).matches("[A-Z_]+");
            return;
        }
        assertThat(data.path("modelVersion").asText()).isNotEmpty();
        assertThat(data.path("responseId").asText()).isNotEmpty();
        assertThat(id.isEmpty() ? data.path("responseId").asText() : id)
                .isEqualTo(data.path("responseId").asText());
        id = data.path("responseId").asText();
        assertThat(finished).as("an event behind the last").doesNotContain(0);
        data.path("candidates").forEach(this::candidate);
        if (data.has("usageMetadata")) {
            assertThat(data.at("/usageMetadata/totalTokenCount").isIntegralNumber())
                    .isTrue();
        }
    }

    private void candidate(JsonNode candidate) {
        int index = candidate.path("index").asInt(-1);
        assertThat(index).isNotNegative();
        assertThat(finished).as("a candidate goes on behind its end").doesNotContain(index);
        seen.add(index);
        assertThat(candidate.at("/content/role").asText()).isEqualTo("model");
        var parts = candidate.at("/content/parts");
        assertThat(parts.isArray() && !parts.isEmpty())
                .as("parts of " + candidate)
                .isTrue();
        for (var part : parts) {
            assertThat(part.propertyStream()
                            .filter(e -> DATA.contains(e.getKey()))
                            .count())
                    .as("one kind of data in " + part)
                    .isEqualTo(1);
            if (part.has("functionCall")) {
                assertThat(part.at("/functionCall/name").asText()).isNotEmpty();
                assertThat(part.at("/functionCall/args").isObject()).isTrue();
            }
        }
        if (candidate.has("finishReason")) {
            assertThat(candidate.path("finishReason").asText()).matches("[A-Z_]+");
            finished.add(index);
        }
    }

    @Override
    public void end() {
        assertThat(failed || finished.contains(0)).as("has an end").isTrue();
        assertThat(failed || finished.containsAll(seen))
                .as("every candidate ends")
                .isTrue();
    }
}
