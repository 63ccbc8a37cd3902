package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One candidate of a provider's answer, chunk by chunk. */
final class GeminiCandidateReader {
    private enum Open {
        NOTHING,
        TEXT,
        THINKING
    }

    private static final Set<String> SOURCES = Set.of("web", "retrievedContext", "maps");

    private final EncodedRequest sent;
    private final String answerId;
    private final int index;
    private final Set<String> ids = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private Open open = Open.NOTHING;
    private int parts;
    private boolean signed;
    private boolean emptyText;
    private boolean called;
    private @Nullable String reason;

    GeminiCandidateReader(EncodedRequest sent, String answerId, int index) {
        this.sent = sent;
        this.answerId = answerId;
        this.index = index;
    }

    @Nullable
    String reason() {
        return reason;
    }

    void blocked() {
        if (reason == null) {
            reason = "PROHIBITED_CONTENT";
        }
    }

    /** Takes a missing reason for a normal end. */
    void complete() {
        if (reason == null) {
            reason = "STOP";
        }
    }

    List<ChatEvent> read(JsonNode candidate) {
        var events = new ArrayList<ChatEvent>();
        for (var part : candidate.path("content").path("parts")) {
            part(part, events);
        }
        if (candidate.path("logprobsResult").isObject()) {
            events.add(new ChatEvent.Logprobs(current(), Protocol.GEMINI, Json.raw(candidate.get("logprobsResult"))));
        }
        if (open == Open.TEXT) {
            citations(candidate.path("groundingMetadata"), events);
        }
        if (candidate.path("finishReason").isTextual()) {
            reason = candidate.get("finishReason").textValue();
        }
        return events;
    }

    private int current() {
        return open == Open.NOTHING ? Math.max(0, parts - 1) : parts;
    }

    private void part(JsonNode part, List<ChatEvent> events) {
        var signature = part.path("thoughtSignature").asText("");
        if (part.path("text").isTextual()) {
            text(part.get("text").textValue(), part.path("thought").asBoolean(), signature, events);
        } else if (part.path("functionCall").isObject()) {
            call(part.get("functionCall"), signature, events);
        } else if (part.path("inlineData").isObject() || part.path("fileData").isObject()) {
            add(medium(part), events);
        } else if (part.path("executableCode").isObject()) {
            var input = Json.raw(part.get("executableCode"));
            add(new Part.ServerToolCall("code", "code_execution", input, Protocol.GEMINI, Json.raw(part)), events);
        } else if (part.path("codeExecutionResult").isObject()) {
            add(new Part.ServerToolResult("code", "code_execution", Protocol.GEMINI, Json.raw(part)), events);
        } else if (!signature.isEmpty()) {
            sign(signature, events);
        }
    }

    private void text(String delta, boolean thought, String signature, List<ChatEvent> events) {
        if (delta.isEmpty()) {
            emptyText = true;
        } else {
            var kind = thought ? Open.THINKING : Open.TEXT;
            if (open != kind) {
                close(events);
                open = kind;
                text.setLength(0);
            }
            if (thought) {
                events.add(new ChatEvent.ThinkingDelta(parts, delta));
            } else {
                text.append(delta);
                events.add(new ChatEvent.TextDelta(parts, delta));
            }
        }
        if (!signature.isEmpty()) {
            sign(signature, events);
        }
    }

    /** On what is open and has none yet, or on a thought that was not shown. */
    private void sign(String signature, List<ChatEvent> events) {
        if (signed) {
            close(events);
        }
        if (open == Open.NOTHING) {
            open = Open.THINKING;
        }
        signed = true;
        events.add(new ChatEvent.SignatureAdded(parts, new Signature(Signature.GOOGLE, signature)));
    }

    private void call(JsonNode call, String signature, List<ChatEvent> events) {
        var name = call.path("name").asText("");
        if (name.isEmpty()) {
            return;
        }
        close(events);
        var args = call.path("args").isObject() ? call.get("args").toString() : "{}";
        var id = call.path("id").asText("");
        if (id.isEmpty() || !ids.add(id)) {
            id = CallIds.made(answerId, index, parts);
            ids.add(id);
        }
        events.add(new ChatEvent.ToolCallStarted(parts, id, sent.clientName(name), ToolKind.FUNCTION));
        if (!signature.isEmpty()) {
            events.add(new ChatEvent.SignatureAdded(parts, new Signature(Signature.GOOGLE, signature)));
        }
        events.add(new ChatEvent.ToolArgumentsDelta(parts, args));
        events.add(new ChatEvent.PartFinished(parts));
        parts++;
        called = true;
    }

    private void add(Part part, List<ChatEvent> events) {
        close(events);
        events.add(new ChatEvent.PartAdded(parts, part));
        parts++;
    }

    private static Part medium(JsonNode part) {
        var blob = part.path("inlineData");
        if (blob.isObject()) {
            return MimeTypes.part(
                    new Media.Inline(
                            blob.path("mimeType").asText("image/png"),
                            blob.path("data").asText("")),
                    null,
                    null);
        }
        var file = part.get("fileData");
        var type = file.path("mimeType").isTextual() ? file.get("mimeType").asText() : null;
        return MimeTypes.part(new Media.Remote(type, file.path("fileUri").asText("")), null, null);
    }

    /** Offsets count UTF-8 bytes at Google, characters here. */
    private void citations(JsonNode grounding, List<ChatEvent> events) {
        var chunks = grounding.path("groundingChunks");
        if (!chunks.isArray() || !grounding.path("groundingSupports").isArray()) {
            return;
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (var support : grounding.get("groundingSupports")) {
            int start =
                    characters(bytes, support.path("segment").path("startIndex").asInt());
            int end = characters(bytes, support.path("segment").path("endIndex").asInt());
            for (var chunk : support.path("groundingChunkIndices")) {
                var source = source(chunks.path(chunk.asInt()));
                var uri = source.path("uri").textValue();
                var title = source.path("title").textValue();
                if (uri != null || title != null) {
                    var words = source.path("text").textValue();
                    events.add(new ChatEvent.CitationAdded(
                            parts, new Citation(uri, title, words, start, end, Protocol.GEMINI, Json.raw(support))));
                }
            }
        }
    }

    /** A page, a passage of the client's own store, or a place on the map. */
    private static JsonNode source(JsonNode chunk) {
        return chunk.properties().stream()
                .filter(field -> SOURCES.contains(field.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(chunk.path("web"));
    }

    private static int characters(byte[] bytes, int offset) {
        return new String(bytes, 0, Math.clamp(offset, 0, bytes.length), StandardCharsets.UTF_8).length();
    }

    private void close(List<ChatEvent> events) {
        if (open != Open.NOTHING) {
            events.add(new ChatEvent.PartFinished(parts));
            open = Open.NOTHING;
            signed = false;
            parts++;
        }
    }

    /** Closes what is open; a candidate that only ever said an empty text says it now. */
    List<ChatEvent> closing() {
        var events = new ArrayList<ChatEvent>();
        if (parts == 0 && open == Open.NOTHING && emptyText) {
            events.add(new ChatEvent.TextDelta(0, ""));
            open = Open.TEXT;
        }
        close(events);
        return events;
    }

    FinishReason finish() {
        return GeminiFinish.read(reason == null ? "" : reason, called);
    }
}
