package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stream of Messages: blocks in order, never two at once, one end. */
final class AnthropicGrammar implements StreamGrammar.Steps {
    private static final Map<String, Set<String>> DELTAS = Map.of(
            "text", Set.of("text_delta", "citations_delta"),
            "thinking", Set.of("thinking_delta", "signature_delta"),
            "redacted_thinking", Set.of());
    private static final Set<String> REASONS =
            Set.of("end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn", "refusal");

    private boolean started;
    private boolean finished;
    private boolean ended;
    private boolean signed;
    private int index;
    private String open = "";

    @Override
    public void frame(Frame frame, JsonNode data) {
        var type = data.path("type").asText();
        assertThat(frame.event()).as("name of the event").isEqualTo(type);
        assertThat(ended).as("event after the end: " + data).isFalse();
        assertThat(started || type.equals("message_start") || type.equals("ping"))
                .as("begins with its start")
                .isTrue();
        switch (type) {
            case "message_start" -> start(data.path("message"));
            case "content_block_start" -> startBlock(data);
            case "content_block_delta" -> delta(data);
            case "content_block_stop" -> {
                assertThat(open).as("an open block").isNotEmpty();
                assertThat(data.path("index").asInt(-1)).isEqualTo(index++);
                open = "";
            }
            case "message_delta" -> finish(data);
            case "message_stop" -> {
                assertThat(finished).as("message_delta before message_stop").isTrue();
                ended = true;
            }
            case "error" -> {
                assertThat(data.at("/error/type").asText()).isNotEmpty();
                assertThat(data.at("/error/message").isTextual()).isTrue();
                ended = true;
            }
            case "ping" -> {}
            default -> throw new AssertionError("unknown event " + type);
        }
    }

    private void start(JsonNode message) {
        assertThat(started).as("one message_start").isFalse();
        started = true;
        assertThat(message.path("id").asText()).isNotEmpty();
        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.path("role").asText()).isEqualTo("assistant");
        assertThat(message.path("model").asText()).isNotEmpty();
        assertThat(message.path("content").isArray() && message.path("content").isEmpty())
                .isTrue();
        for (var absent : List.of("stop_reason", "stop_sequence")) {
            assertThat(message.has(absent) && message.path(absent).isNull())
                    .as(absent)
                    .isTrue();
        }
        usage(message.path("usage"), List.of("input_tokens", "output_tokens"));
    }

    private static void usage(JsonNode usage, List<String> counts) {
        for (var count : counts) {
            assertThat(usage.path(count).isIntegralNumber())
                    .as(count + " in " + usage)
                    .isTrue();
            assertThat(usage.path(count).asLong()).as(count).isNotNegative();
        }
    }

    private void startBlock(JsonNode data) {
        assertThat(open).as("a block is still open").isEmpty();
        assertThat(finished).as("a block after message_delta").isFalse();
        assertThat(data.path("index").asInt(-1)).isEqualTo(index);
        var block = data.path("content_block");
        open = block.path("type").asText();
        signed = false;
        switch (open) {
            case "text" -> assertThat(block.path("text").asText("?")).isEmpty();
            case "thinking" -> {
                assertThat(block.path("thinking").asText("?")).isEmpty();
                assertThat(block.path("signature").asText("?")).isEmpty();
            }
            case "tool_use" -> {
                assertThat(block.path("id").asText()).isNotEmpty();
                assertThat(block.path("name").asText()).isNotEmpty();
                assertThat(block.path("input").isObject() && block.path("input").isEmpty())
                        .isTrue();
            }
            case "redacted_thinking" -> assertThat(block.path("data").asText()).isNotEmpty();
            default -> assertThat(open).as("type of block").isNotEmpty();
        }
    }

    private void delta(JsonNode data) {
        assertThat(open).as("a delta needs an open block").isNotEmpty();
        assertThat(data.path("index").asInt(-1)).isEqualTo(index);
        var type = data.at("/delta/type").asText();
        assertThat(DELTAS.getOrDefault(open, Set.of("input_json_delta")))
                .as("deltas of " + open)
                .contains(type);
        assertThat(signed).as("a delta behind the signature").isFalse();
        signed = type.equals("signature_delta");
        var field = switch (type) {
            case "text_delta" -> "text";
            case "thinking_delta" -> "thinking";
            case "signature_delta" -> "signature";
            case "input_json_delta" -> "partial_json";
            default -> "citation";
        };
        var value = data.path("delta").path(field);
        assertThat(field.equals("citation") ? value.isObject() : value.isTextual())
                .isTrue();
    }

    private void finish(JsonNode data) {
        assertThat(open).as("a block is open at the end").isEmpty();
        assertThat(finished).as("one message_delta").isFalse();
        finished = true;
        assertThat(data.at("/delta/stop_reason").asText()).isIn(REASONS);
        assertThat(data.path("delta").has("stop_sequence")).isTrue();
        usage(data.path("usage"), List.of("output_tokens"));
    }

    @Override
    public void end() {
        assertThat(ended).as("has an end").isTrue();
    }
}
