package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One candidate of a provider's answer, chunk by chunk. */
final class GeminiCandidateReader {
    /** What stands beside the content, for clients of the same protocol. */
    private static final Map<String, JsonNodeType> BESIDE = Map.of(
            "citationMetadata", JsonNodeType.OBJECT,
            "groundingMetadata", JsonNodeType.OBJECT,
            "urlContextMetadata", JsonNodeType.OBJECT,
            "safetyRatings", JsonNodeType.ARRAY,
            "avgLogprobs", JsonNodeType.NUMBER,
            "continuationToken", JsonNodeType.STRING,
            "finishMessage", JsonNodeType.STRING);

    /** Beside the candidates of an answer, if a prompt was blocked. */
    static final String FEEDBACK = "promptFeedback";

    private static final List<String> OWN = List.of("toolCall", "toolResponse", "audioTranscription");

    /** The type of the part that holds them. */
    static final String BESIDE_CONTENT = "candidate";

    private enum Open {
        NOTHING,
        TEXT,
        THINKING
    }

    private final EncodedRequest sent;
    private final String answerId;
    private final int index;
    private final Set<String> ids = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private final GeminiSources sources = new GeminiSources();
    private final ObjectNode beside = Json.object();
    private Open open = Open.NOTHING;
    private int parts;
    private boolean signed;
    private boolean emptyText;
    private boolean called;
    private boolean blocked;
    private @Nullable String reason;
    private String told = "";

    GeminiCandidateReader(EncodedRequest sent, String answerId, int index) {
        this.sent = sent;
        this.answerId = answerId;
        this.index = index;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** The prompt was not let through. */
    void blocked(JsonNode feedback) {
        beside.set(FEEDBACK, feedback);
        if (reason == null) {
            reason = "PROHIBITED_CONTENT";
            blocked = true;
            told = feedback.path("blockReasonMessage").asText("");
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
        sources.read(candidate);
        for (var part : candidate.path("content").path("parts")) {
            part(part, events);
        }
        if (candidate.path("logprobsResult").isObject()) {
            events.add(new ChatEvent.Logprobs(current(), Protocol.GEMINI, Json.raw(candidate.get("logprobsResult"))));
        }
        for (var field : candidate.properties()) {
            if (field.getValue().getNodeType() == BESIDE.get(field.getKey())) {
                beside.set(field.getKey(), field.getValue());
            }
        }
        var given = candidate.path("finishReason").asText("");
        if (!given.isEmpty() && !given.endsWith("_UNSPECIFIED")) { // some servers say so in every piece
            reason = given;
            told = candidate.path("finishMessage").asText("");
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
            if (!signature.isEmpty()) {
                signUnseen(signature, events);
            }
            add(medium(part), events);
        } else if (part.path("executableCode").isObject()) {
            var input = part.get("executableCode");
            add(
                    new Part.ServerToolCall(
                            id(input), "code_execution", Json.raw(input), Protocol.GEMINI, Json.raw(part)),
                    events);
        } else if (part.path("codeExecutionResult").isObject()) {
            var id = id(part.get("codeExecutionResult"));
            add(new Part.ServerToolResult(id, "code_execution", Protocol.GEMINI, Json.raw(part)), events);
        } else {
            other(part, signature, events);
        }
    }

    private static String id(JsonNode code) {
        return code.path("id").asText("code");
    }

    /** A signature alone, or a kind of part that only Gemini knows. */
    private void other(JsonNode part, String signature, List<ChatEvent> events) {
        var kind = OWN.stream().filter(name -> part.path(name).isObject()).findFirst();
        if (kind.isPresent()) {
            add(new Part.Opaque(Protocol.GEMINI, kind.get(), Json.raw(part)), events);
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

    /** The signature of a part that has no place for one: on a thought of its own in front of it. */
    private void signUnseen(String signature, List<ChatEvent> events) {
        close(events);
        sign(signature, events);
        close(events);
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

    private void cite(boolean last, List<ChatEvent> events) {
        sources.within(text.toString(), last).forEach(c -> events.add(new ChatEvent.CitationAdded(parts, c)));
        text.setLength(0);
    }

    private void close(List<ChatEvent> events) {
        if (open != Open.NOTHING) {
            if (open == Open.TEXT) {
                cite(false, events);
            }
            events.add(new ChatEvent.PartFinished(parts));
            open = Open.NOTHING;
            signed = false;
            parts++;
        }
    }

    /**
     * Closes what is open. A candidate that only ever said an empty text says it now, and so does one whose sources came when its
     * texts were complete; one that was blocked says why.
     */
    List<ChatEvent> closing() {
        var events = new ArrayList<ChatEvent>();
        if (open == Open.THINKING && sources.waiting()) {
            close(events);
        }
        boolean silent = parts == 0 && open == Open.NOTHING;
        if (silent && !told.isBlank() && finish() == FinishReason.CONTENT_FILTER) {
            events.add(new ChatEvent.RefusalDelta(0, told));
            events.add(new ChatEvent.PartFinished(parts++));
        } else if ((silent && emptyText) || (open == Open.NOTHING && sources.waiting())) {
            events.add(new ChatEvent.TextDelta(parts, ""));
            open = Open.TEXT;
        }
        if (open == Open.TEXT) {
            cite(true, events);
        }
        close(events);
        if (reason != null
                && !blocked
                && reason.matches("[A-Z_]+")
                && !GeminiFinish.write(finish()).equals(reason)) {
            beside.put("finishReason", reason);
        }
        if (!beside.isEmpty()) {
            add(new Part.Opaque(Protocol.GEMINI, BESIDE_CONTENT, Json.raw(beside)), events);
        }
        return events;
    }

    FinishReason finish() {
        return GeminiFinish.read(reason == null ? "" : reason, called);
    }
}
