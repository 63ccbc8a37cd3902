package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A stream of Chat: chunks of one completion, calls numbered in order, one finish reason for each choice, then the sentinel. */
final class ChatGrammar implements StreamGrammar.Steps {
    private static final Set<String> REASONS = Set.of("stop", "length", "tool_calls", "content_filter");

    private static final class Choice {
        private int calls;
        private boolean finished;
    }

    private final Map<Integer, Choice> choices = new HashMap<>();
    private String id = "";
    private boolean counted;
    private boolean ended;
    private boolean failed;

    @Override
    public void frame(Frame frame, JsonNode data) {
        assertThat(frame.event()).as("Chat events have no name").isNull();
        assertThat(ended).as("a chunk after the end: " + frame).isFalse();
        if (frame.done()) {
            ended = true;
            return;
        }
        if (data.has("error")) {
            assertThat(data.at("/error/message").isTextual()).isTrue();
            assertThat(data.at("/error/type").asText()).isNotEmpty();
            ended = true;
            failed = true;
            return;
        }
        chunk(data);
    }

    private void chunk(JsonNode data) {
        assertThat(data.path("object").asText()).isEqualTo("chat.completion.chunk");
        assertThat(data.path("created").asLong()).isPositive();
        assertThat(data.path("model").isTextual()).isTrue();
        var own = data.path("id").asText();
        assertThat(own).isNotEmpty();
        assertThat(id.isEmpty() ? own : id).as("one id").isEqualTo(own);
        id = own;
        assertThat(counted).as("a chunk behind the usage").isFalse();
        assertThat(data.path("choices").isArray()).isTrue();
        data.path("choices").forEach(this::choice);
        if (data.path("choices").isEmpty()) {
            counted = true;
            assertThat(choices.values()).as("usage behind the finish").allMatch(c -> c.finished);
            assertThat(data.at("/usage/prompt_tokens").isIntegralNumber()).isTrue();
            assertThat(data.at("/usage/completion_tokens").isIntegralNumber()).isTrue();
            assertThat(data.at("/usage/total_tokens").asLong())
                    .isEqualTo(data.at("/usage/prompt_tokens").asLong()
                            + data.at("/usage/completion_tokens").asLong());
        }
    }

    private void choice(JsonNode node) {
        int index = node.path("index").asInt(-1);
        assertThat(index).isNotNegative();
        var delta = node.path("delta");
        assertThat(delta.isObject()).isTrue();
        var choice = choices.get(index);
        if (choice == null) {
            assertThat(delta.path("role").asText())
                    .as("the first delta names the role")
                    .isEqualTo("assistant");
            choice = new Choice();
            choices.put(index, choice);
        }
        assertThat(choice.finished).as("a delta behind the finish reason").isFalse();
        for (var call : delta.path("tool_calls")) {
            call(choice, call);
        }
        assertThat(node.has("finish_reason")).isTrue();
        if (!node.path("finish_reason").isNull()) {
            assertThat(node.path("finish_reason").asText()).isIn(REASONS);
            choice.finished = true;
        }
    }

    private static void call(Choice choice, JsonNode call) {
        int index = call.path("index").asInt(-1);
        if (index == choice.calls) {
            choice.calls++;
            var type = call.path("type").asText();
            assertThat(type).isIn("function", "custom");
            assertThat(call.path("id").asText()).isNotEmpty();
            assertThat(call.path(type).path("name").asText()).isNotEmpty();
            return;
        }
        assertThat(index).as("calls are numbered in order").isBetween(0, choice.calls - 1);
        assertThat(call.has("id")).as("the id comes once").isFalse();
        assertThat(call.at("/function/name").isMissingNode())
                .as("the name comes once")
                .isTrue();
    }

    @Override
    public void end() {
        assertThat(ended).as("has an end").isTrue();
        if (!failed) {
            assertThat(choices).containsKey(0);
            assertThat(choices.values()).as("each choice finishes").allMatch(c -> c.finished);
        }
    }
}
