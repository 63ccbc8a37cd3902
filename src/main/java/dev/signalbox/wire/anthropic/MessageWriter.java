package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.Part;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.CutCall;
import dev.signalbox.wire.Json;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the message object: its head, which opens a stream, and a whole answer. */
final class MessageWriter {
    private final AnswerContext context;

    MessageWriter(AnswerContext context) {
        this.context = context;
    }

    ObjectNode head(String id, String model) {
        return Json.object()
                .put("id", id.isEmpty() ? "msg_" + context.requestId() : id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model.isEmpty() ? context.request().model() : model);
    }

    ObjectNode whole(ChatAnswer answer, boolean thoughtsShown) {
        var message = head(answer.id(), answer.model());
        var content = message.putArray("content");
        var first = answer.first();
        var parts = CutCall.without(first);
        parts.forEach(p ->
                seen(p, thoughtsShown).ifPresent(s -> AnswerBlockWriter.write(s).forEach(content::add)));
        boolean calls = parts.stream().anyMatch(p -> p instanceof Part.ToolCall);
        message.put("stop_reason", StopReasons.write(first.finish(), calls)).put("stop_sequence", first.stopSequence());
        var refusal = parts.stream()
                .filter(Part.Refusal.class::isInstance)
                .map(p -> ((Part.Refusal) p).text())
                .collect(Collectors.joining());
        StopReasons.explain(first.finish(), refusal, message);
        message.set("usage", AnthropicUsage.tree(answer.usage()));
        return message;
    }

    /** Empty texts are left out; of a thought that is not to be shown its signature is left. */
    private static Optional<Part> seen(Part part, boolean thoughtsShown) {
        return switch (part) {
            case Part.Text t when t.text().isEmpty() && t.citations().isEmpty() -> Optional.empty();
            case Part.Thinking t
            when !thoughtsShown -> Optional.ofNullable(t.signature()).map(s -> new Part.Thinking("", s));
            default -> Optional.of(part);
        };
    }
}
