package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content blocks of one answer as parts. A block begins with its first event; only that of a call says so. */
final class ConverseBlocks {
    private enum Kind {
        TEXT,
        THINKING,
        CALL
    }

    /** A block that is open; of a call its input so far. */
    private record Open(int part, Kind kind, ToolKind tool, StringBuilder input) {}

    private final String model;
    private final EncodedRequest sent;
    private final Map<Integer, Open> open = new LinkedHashMap<>();
    private int parts;
    private boolean called;

    ConverseBlocks(String model, EncodedRequest sent) {
        this.model = model;
        this.sent = sent;
    }

    /** Whether a tool was called. */
    boolean called() {
        return called;
    }

    void start(int index, JsonNode start, List<ChatEvent> events) {
        var use = start.path("toolUse");
        if (use.isObject()) {
            stop(index, events);
            call(index, use, events);
        }
    }

    private Open call(int index, JsonNode use, List<ChatEvent> events) {
        called = true;
        int part = parts++;
        var told = use.path("name").asText("");
        var name = sent.clientName(told.isEmpty() ? "tool" : told);
        var id = use.path("toolUseId").asText("");
        var call = new Open(part, Kind.CALL, sent.kind(name), new StringBuilder());
        open.put(index, call);
        events.add(new ChatEvent.ToolCallStarted(
                part, id.isEmpty() ? ConverseParts.made(model, part) : id, name, call.tool()));
        return call;
    }

    void delta(int index, JsonNode delta, List<ChatEvent> events) {
        var text = delta.path("text").asText("");
        if (!text.isEmpty()) {
            events.add(new ChatEvent.TextDelta(opened(index, Kind.TEXT, events), text));
        }
        reasoning(index, delta.path("reasoningContent"), events);
        var call = open.get(index);
        var input = delta.at("/toolUse/input").asText("");
        if (!input.isEmpty() && call != null && call.kind() == Kind.CALL) {
            input(call, input, events);
        }
    }

    private void reasoning(int index, JsonNode reasoning, List<ChatEvent> events) {
        var thought = reasoning.path("text").asText("");
        if (!thought.isEmpty()) {
            events.add(new ChatEvent.ThinkingDelta(opened(index, Kind.THINKING, events), thought));
        }
        var signature = reasoning.path("signature").asText("");
        if (!signature.isEmpty()) {
            events.add(new ChatEvent.SignatureAdded(
                    opened(index, Kind.THINKING, events), ConverseSignature.of(model, signature)));
        }
        var redacted = reasoning.path("redactedContent").asText("");
        if (!redacted.isEmpty()) {
            stop(index, events);
            events.add(
                    new ChatEvent.PartAdded(parts++, new Part.RedactedThinking(ConverseSignature.of(model, redacted))));
        }
    }

    private static void input(Open call, String more, List<ChatEvent> events) {
        call.input().append(more);
        if (call.tool() == ToolKind.FUNCTION) {
            events.add(new ChatEvent.ToolArgumentsDelta(call.part(), more));
        }
    }

    private int opened(int index, Kind kind, List<ChatEvent> events) {
        @Nullable Open block = open.get(index);
        if (block == null || block.kind() != kind) {
            stop(index, events);
            block = new Open(parts++, kind, ToolKind.FUNCTION, new StringBuilder());
            open.put(index, block);
        }
        return block.part();
    }

    void stop(int index, List<ChatEvent> events) {
        var block = open.remove(index);
        if (block == null) {
            return;
        }
        if (block.kind() == Kind.CALL) {
            if (block.tool() == ToolKind.CUSTOM) {
                var text = FreeText.unwrap(block.input().toString());
                events.add(new ChatEvent.ToolArgumentsDelta(block.part(), text));
            } else if (block.input().isEmpty()) {
                events.add(new ChatEvent.ToolArgumentsDelta(block.part(), "{}"));
            }
        }
        events.add(new ChatEvent.PartFinished(block.part()));
    }

    void stopAll(List<ChatEvent> events) {
        List.copyOf(open.keySet()).forEach(index -> stop(index, events));
    }

    /** A block of an answer that came as a document. */
    void whole(int index, JsonNode block, List<ChatEvent> events) {
        var use = block.path("toolUse");
        if (use.isObject()) {
            input(
                    call(index, use, events),
                    use.path("input").isObject() ? use.path("input").toString() : "{}",
                    events);
        } else {
            delta(index, flat(block), events);
        }
        stop(index, events);
    }

    /** What is nested in a document and not in a stream. */
    private static JsonNode flat(JsonNode block) {
        var text = block.at("/reasoningContent/reasoningText");
        if (!text.isObject()) {
            return block.has("citationsContent") ? cited(block.path("citationsContent")) : block;
        }
        var delta = Json.object();
        delta.set("reasoningContent", text);
        return delta;
    }

    private static JsonNode cited(JsonNode content) {
        var text = new StringBuilder();
        content.path("content").forEach(piece -> text.append(piece.path("text").asText("")));
        return Json.object().put("text", text.toString());
    }
}
