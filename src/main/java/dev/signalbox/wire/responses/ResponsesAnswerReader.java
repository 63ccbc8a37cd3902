package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderErrors;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Reads a provider's typed events. The pieces of an item may come as deltas, only in the event that completes it, or only in
 * the final response: what was not written before is written when it is first told.
 */
final class ResponsesAnswerReader implements AnswerReader {
    private enum Phase {
        BEFORE,
        RUNNING,
        ENDED
    }

    private final List<ChatEvent> out = new ArrayList<>();
    private final ReadItems items = new ReadItems();
    private final ItemParts parts;
    private Phase phase = Phase.BEFORE;

    ResponsesAnswerReader(EncodedRequest sent) {
        this.parts = new ItemParts(out, sent);
    }

    @Override
    public List<ChatEvent> read(Frame frame) {
        if (phase == Phase.ENDED || frame.done() || frame.data().isBlank()) {
            return List.of();
        }
        var node = Json.parse(frame.data()).orElse(Json.object().nullNode());
        if (node instanceof ObjectNode event) {
            event(event, event.path("type").asText(frame.event() == null ? "" : frame.event()));
        } else {
            fail(new ChatEvent.Failed(ProviderErrors.garbled()));
        }
        return take();
    }

    @Override
    public List<ChatEvent> end() {
        if (phase == Phase.ENDED) {
            return List.of();
        }
        fail(new ChatEvent.Failed(ProviderErrors.cutOff()));
        return take();
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        var node = Json.parse(body).orElse(Json.object());
        var response = node.path("response").isObject() ? node.path("response") : node;
        if (failed(response) || response.path("type").asText().equals("error")) {
            throw ProviderErrors.inAnswer(response).asException();
        }
        if (!response.path("output").isArray()) {
            throw ProviderErrors.garbled().asException();
        }
        terminal(response);
        return ChatAnswer.of(take());
    }

    private static boolean failed(JsonNode response) {
        var status = response.path("status").asText();
        return response.path("error").isContainerNode()
                || response.path("error").isTextual()
                || status.equals("failed")
                || status.equals("cancelled");
    }

    private List<ChatEvent> take() {
        if (out.isEmpty()) {
            return List.of();
        }
        var taken = List.copyOf(out);
        out.clear();
        return taken;
    }

    private void event(ObjectNode event, String type) {
        switch (type) {
            case "response.created", "response.in_progress", "response.queued" -> start(event.path("response"));
            case "response.completed", "response.incomplete", "response.done" -> {
                if (failed(event.path("response"))) {
                    fail(new ChatEvent.Failed(ProviderErrors.inAnswer(event)));
                } else {
                    terminal(event.path("response"));
                }
            }
            case "response.failed", "response.cancelled", "error" ->
                fail(new ChatEvent.Failed(ProviderErrors.inAnswer(event)));
            default -> {
                if (type.startsWith("response.")) {
                    start(Json.object());
                    piece(event, type.substring("response.".length()));
                } else if (event.path("error").isContainerNode()) {
                    fail(new ChatEvent.Failed(ProviderErrors.inAnswer(event)));
                }
            }
        }
    }

    private void start(JsonNode response) {
        if (phase == Phase.BEFORE) {
            phase = Phase.RUNNING;
            var id = response.path("id").asText();
            parts.begin(id);
            out.add(new ChatEvent.Started(
                    id,
                    response.path("model").asText(),
                    response.path("created_at").asLong()));
        }
    }

    private void fail(ChatEvent.Failed failed) {
        phase = Phase.ENDED;
        out.add(failed);
    }

    private void piece(ObjectNode event, String type) {
        switch (type) {
            case "output_item.added" -> parts.announced(items.added(event));
            case "output_item.done" -> parts.complete(items.finished(event), event.path("item"));
            case "output_text.delta" -> {
                var item = message(event);
                parts.text(item, event, event.path("delta").asText());
                parts.logprobs(item, event.path("logprobs"));
            }
            case "output_text.done" ->
                parts.wholeText(message(event), event, event.path("text").asText());
            case "output_text.annotation.added" -> parts.citation(message(event), event, event.path("annotation"));
            case "refusal.delta" ->
                parts.refusal(message(event), event, event.path("delta").asText());
            case "refusal.done" ->
                parts.wholeRefusal(message(event), event, event.path("refusal").asText());
            case "reasoning_summary_text.delta" ->
                parts.summary(reasoning(event), event, event.path("delta").asText());
            case "reasoning_summary_text.done" ->
                parts.wholeSummary(reasoning(event), event, event.path("text").asText());
            case "reasoning_text.delta" ->
                parts.thought(reasoning(event), event, event.path("delta").asText());
            case "reasoning_summary_part.added" -> parts.nextSummary(reasoning(event));
            case "function_call_arguments.delta" ->
                parts.arguments(
                        items.of(event, ReadItem.Kind.CALL), event.path("delta").asText());
            case "function_call_arguments.done" ->
                parts.wholeArguments(
                        items.of(event, ReadItem.Kind.CALL),
                        event.path("arguments").asText());
            case "custom_tool_call_input.delta" ->
                parts.arguments(
                        items.of(event, ReadItem.Kind.CUSTOM_CALL),
                        event.path("delta").asText());
            case "custom_tool_call_input.done" ->
                parts.wholeArguments(
                        items.of(event, ReadItem.Kind.CUSTOM_CALL),
                        event.path("input").asText());
            default -> {} // steps of built-in tools, and what the API learns later
        }
    }

    private ReadItem message(ObjectNode event) {
        return items.of(event, ReadItem.Kind.MESSAGE);
    }

    private ReadItem reasoning(ObjectNode event) {
        return items.of(event, ReadItem.Kind.REASONING);
    }

    private void terminal(JsonNode response) {
        start(response);
        var counts = new EnumMap<ReadItem.Kind, Integer>(ReadItem.Kind.class);
        int position = 0;
        for (var node : response.path("output")) {
            int nth = counts.merge(ReadItems.kind(node), 1, Integer::sum) - 1;
            parts.complete(items.terminal(node, position++, nth), node);
        }
        items.all().forEach(parts::close);
        phase = Phase.ENDED;
        var usage = ResponsesUsage.read(response.path("usage"));
        var reason = reason(response);
        var sequence = response.path("stop_sequence").textValue(); // not OpenAI's: compatible servers that know them
        out.add(
                reason == FinishReason.STOP && sequence != null
                        ? new ChatEvent.Finished(FinishReason.STOP_SEQUENCE, sequence, usage)
                        : new ChatEvent.Finished(reason, null, usage));
    }

    private FinishReason reason(JsonNode response) {
        return switch (response.path("incomplete_details").path("reason").asText()) {
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "max_output_tokens", "max_tokens" -> FinishReason.LENGTH;
            default -> {
                if (response.path("status").asText().equals("incomplete")) {
                    yield FinishReason.LENGTH;
                }
                yield parts.called() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            }
        };
    }
}
