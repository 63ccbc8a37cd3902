package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import java.util.List;

/** Turns what is told of a provider's items into the parts of the conversation, each piece once. */
final class ItemParts {
    private static final String PARAGRAPH = "\n\n";

    private final List<ChatEvent> out;
    private final EncodedRequest sent;
    private String responseId = "";
    private int parts;
    private boolean called;

    ItemParts(List<ChatEvent> out, EncodedRequest sent) {
        this.out = out;
        this.sent = sent;
    }

    void begin(String id) {
        responseId = id;
    }

    /** Whether a tool was called. */
    boolean called() {
        return called;
    }

    void announced(ReadItem item) {
        startCall(item, false);
    }

    void text(ReadItem item, JsonNode event, String delta) {
        if (!item.done && !delta.isEmpty()) {
            enter(item, event.path("content_index").asInt(0), false);
            out.add(new ChatEvent.TextDelta(item.part, delta));
        }
    }

    void wholeText(ReadItem item, JsonNode event, String text) {
        if (!item.written.contains(event.path("content_index").asInt(0))) {
            text(item, event, text);
        }
    }

    void logprobs(ReadItem item, JsonNode tokens) {
        if (item.part >= 0 && tokens.isArray() && !tokens.isEmpty()) {
            out.add(new ChatEvent.Logprobs(item.part, Protocol.OPENAI_RESPONSES, Json.raw(tokens)));
        }
    }

    void refusal(ReadItem item, JsonNode event, String delta) {
        if (!item.done && !delta.isEmpty()) {
            enter(item, event.path("content_index").asInt(0), true);
            out.add(new ChatEvent.RefusalDelta(item.part, delta));
        }
    }

    void wholeRefusal(ReadItem item, JsonNode event, String text) {
        if (!item.written.contains(event.path("content_index").asInt(0))) {
            refusal(item, event, text);
        }
    }

    void citation(ReadItem item, JsonNode event, JsonNode annotation) {
        if (!item.done && annotation.isObject()) {
            int content = event.path("content_index").asInt(0);
            enter(item, content, false);
            item.cited.merge(content, 1, Integer::sum);
            out.add(new ChatEvent.CitationAdded(item.part, ContentReader.citation(annotation)));
        }
    }

    /** Every content part of a message is a part of its own. */
    private void enter(ReadItem item, int content, boolean refusal) {
        if (item.part >= 0 && (item.content != content || item.refusal != refusal)) {
            out.add(new ChatEvent.PartFinished(item.part));
            item.part = -1;
        }
        item.content = content;
        item.refusal = refusal;
        item.written.add(content);
        open(item);
    }

    private void open(ReadItem item) {
        if (item.part < 0) {
            item.part = parts++;
        }
    }

    void nextSummary(ReadItem item) {
        if (item.open() && item.fromSummary && !item.paragraph) {
            out.add(new ChatEvent.ThinkingDelta(item.part, PARAGRAPH));
            item.paragraph = true;
        }
    }

    void summary(ReadItem item, JsonNode event, String delta) {
        if (item.done || delta.isEmpty() || (item.part >= 0 && !item.fromSummary)) {
            return;
        }
        if (item.written.add(event.path("summary_index").asInt(0))) {
            nextSummary(item); // where nobody announced it
        }
        item.fromSummary = true;
        item.paragraph = false;
        open(item);
        out.add(new ChatEvent.ThinkingDelta(item.part, delta));
    }

    void wholeSummary(ReadItem item, JsonNode event, String text) {
        if (!item.written.contains(event.path("summary_index").asInt(0))) {
            summary(item, event, text);
        }
    }

    /** The thought itself, which open models show instead of a summary; what comes first counts where both come. */
    void thought(ReadItem item, JsonNode event, String delta) {
        if (item.done || delta.isEmpty() || item.fromSummary) {
            return;
        }
        item.written.add(event.path("content_index").asInt(0));
        open(item);
        out.add(new ChatEvent.ThinkingDelta(item.part, delta));
    }

    void arguments(ReadItem item, String delta) {
        if (item.done || delta.isEmpty()) {
            return;
        }
        item.arguments.append(delta);
        if (item.part >= 0) {
            out.add(new ChatEvent.ToolArgumentsDelta(item.part, delta));
        }
    }

    /** The arguments as a whole: what the deltas did not bring is added. */
    void wholeArguments(ReadItem item, String whole) {
        var known = item.arguments.toString();
        if (whole.startsWith(known)) {
            arguments(item, whole.substring(known.length()));
        }
    }

    /** Opens the call once id and name are known; {@code last} says that no id will come any more. */
    private void startCall(ReadItem item, boolean last) {
        if (!item.kind.call()
                || item.part >= 0
                || item.done
                || item.name.isEmpty()
                || (item.callId.isEmpty() && !last)) {
            return;
        }
        open(item);
        called = true;
        var id = item.callId.isEmpty() ? CallIds.made(responseId, 0, item.part) : item.callId;
        var kind = item.kind == ReadItem.Kind.CUSTOM_CALL ? ToolKind.CUSTOM : ToolKind.FUNCTION;
        out.add(new ChatEvent.ToolCallStarted(item.part, id, sent.clientName(item.name), kind));
        if (!item.arguments.isEmpty()) {
            out.add(new ChatEvent.ToolArgumentsDelta(item.part, item.arguments.toString()));
        }
    }

    /** The item as the provider tells it in full. */
    void complete(ReadItem item, JsonNode node) {
        if (item.done) {
            return;
        }
        item.cut = node.path("status").asText().equals("incomplete");
        switch (item.kind) {
            case MESSAGE -> message(item, node);
            case REASONING -> reasoning(item, node);
            case CALL -> call(item, node.path("arguments"));
            case CUSTOM_CALL -> call(item, node.path("input"));
            case OTHER -> other(item, node);
        }
        if (!item.kind.call() || item.part >= 0) {
            close(item);
        }
    }

    private void message(ReadItem item, JsonNode node) {
        int index = 0;
        for (var content : node.path("content")) {
            var event = Json.object().put("content_index", index);
            if (content.path("type").asText().equals("refusal")) {
                wholeRefusal(item, event, content.path("refusal").asText());
            } else {
                wholeText(item, event, content.path("text").asText());
            }
            var annotations = content.path("annotations");
            for (int i = item.cited.getOrDefault(index, 0); i < annotations.size(); i++) {
                citation(item, event, annotations.path(i));
            }
            index++;
        }
    }

    private void reasoning(ReadItem item, JsonNode node) {
        if (item.part >= 0) {
            return;
        }
        boolean summarised = false;
        int index = 0;
        for (var summary : node.path("summary")) {
            var text = summary.path("text").asText();
            if (!text.isEmpty()) {
                nextSummary(item);
                summary(item, Json.object().put("summary_index", index), text);
                summarised = true;
            }
            index++;
        }
        if (!summarised) {
            node.path("content")
                    .forEach(c -> thought(item, Json.object(), c.path("text").asText()));
        }
    }

    private void call(ReadItem item, JsonNode arguments) {
        startCall(item, true);
        if (item.part >= 0 && !arguments.isMissingNode() && !arguments.isNull()) {
            wholeArguments(item, arguments.isTextual() ? arguments.asText() : arguments.toString());
        }
    }

    /** Tools that the provider ran itself and pictures it made; anything else is kept for its own protocol. */
    private void other(ReadItem item, JsonNode node) {
        var type = node.path("type").asText();
        var raw = Json.raw(node);
        switch (type) {
            case "web_search_call" -> {
                var id = item.id.isEmpty() ? CallIds.withPrefix(CallIds.made(responseId, 0, parts), "ws_") : item.id;
                var action = node.path("action");
                var input = action.isObject() ? Json.raw(action) : RawJson.EMPTY_OBJECT;
                add(new Part.ServerToolCall(id, "web_search", input, Protocol.OPENAI_RESPONSES, raw));
                add(new Part.ServerToolResult(id, "web_search", Protocol.OPENAI_RESPONSES, raw));
            }
            case "image_generation_call" -> {
                var result = node.path("result").asText();
                if (!result.isEmpty()) {
                    var mime = "image/" + node.path("output_format").asText("png");
                    add(new Part.Image(new Media.Inline(mime, result), null, null));
                }
            }
            case "" -> {}
            default -> add(new Part.Opaque(Protocol.OPENAI_RESPONSES, type, raw));
        }
    }

    private void add(Part part) {
        out.add(new ChatEvent.PartAdded(parts++, part));
    }

    /** Ends the item; a call that never got its name is no call. */
    void close(ReadItem item) {
        if (item.done) {
            return;
        }
        startCall(item, true);
        if (item.kind == ReadItem.Kind.CALL && item.part >= 0 && item.arguments.isEmpty() && !item.cut) {
            arguments(item, "{}");
        }
        if (item.kind == ReadItem.Kind.REASONING && !item.sealed.isEmpty()) {
            open(item);
            Envelope.open(item.sealed).ifPresent(e -> out.add(new ChatEvent.SignatureAdded(item.part, own(e))));
        }
        if (item.part >= 0) {
            out.add(new ChatEvent.PartFinished(item.part));
        }
        item.done = true;
    }

    /** What a Responses provider encrypts is its own, whatever it looks like, unless another gateway named the vendor. */
    private static Signature own(Envelope envelope) {
        return envelope.sealed().equals(envelope.signature().value())
                ? new Signature(Signature.OPENAI, envelope.signature().value())
                : envelope.signature();
    }
}
