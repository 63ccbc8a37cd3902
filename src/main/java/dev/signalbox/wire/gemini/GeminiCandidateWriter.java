package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.InOrder;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the events of one choice into the parts of a candidate; a call becomes a part once its arguments are complete. */
final class GeminiCandidateWriter {
    private enum Open {
        NOTHING,
        TEXT,
        THINKING,
        CALL
    }

    private final boolean showThoughts;
    private final InOrder order = new InOrder();
    private final List<Part> thoughts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final Grounding grounding = new Grounding();
    private final ObjectNode beside = Json.object();
    private Open open = Open.NOTHING;
    private ChatEvent.@Nullable ToolCallStarted call;
    private @Nullable Signature signature;
    private @Nullable Signature
            unseen; // of a thought without words: it belongs to the medium behind it, if there is one
    private final ArrayNode logprobs = Json.array();
    private boolean malformed;

    GeminiCandidateWriter(boolean showThoughts) {
        this.showThoughts = showThoughts;
    }

    /** The parts that this event completes. */
    List<ObjectNode> parts(ChatEvent event) {
        var parts = new ArrayList<ObjectNode>();
        for (var next : order.pass(event)) {
            step(next, parts);
        }
        return parts;
    }

    private void step(ChatEvent event, List<ObjectNode> parts) {
        if (unseen != null
                && !(event instanceof ChatEvent.PartAdded added && GeminiMediaWriter.isMedia(added.content()))) {
            parts.add(signed(unseen));
            unseen = null;
        }
        switch (event) {
            case ChatEvent.TextDelta t -> said(t.part(), t.text(), parts);
            case ChatEvent.RefusalDelta r -> said(r.part(), r.text(), parts);
            case ChatEvent.ThinkingDelta t -> thought(t.text(), parts);
            case ChatEvent.SignatureAdded s -> {
                open = open == Open.NOTHING ? Open.THINKING : open;
                signature = s.signature();
            }
            case ChatEvent.CitationAdded c -> grounding.cite(c.part(), c.citation());
            case ChatEvent.ToolCallStarted c -> {
                open = Open.CALL;
                call = c;
            }
            case ChatEvent.ToolArgumentsDelta a -> text.append(a.text());
            case ChatEvent.PartFinished p -> finishPart(parts);
            case ChatEvent.PartAdded p -> added(p.part(), p.content(), parts);
            case ChatEvent.Logprobs l -> logprobs.addAll(Logprobs.tokens(l));
            case ChatEvent.Started s -> {}
            case ChatEvent.UsageReported u -> {}
            case ChatEvent.InChoice c -> {}
            case ChatEvent.Finished f -> {}
            case ChatEvent.Failed f -> {}
        }
    }

    private void said(int part, String delta, List<ObjectNode> parts) {
        open = Open.TEXT;
        grounding.said(part, delta);
        if (!delta.isEmpty()) {
            parts.add(Json.object().put("text", delta));
        }
    }

    private void thought(String delta, List<ObjectNode> parts) {
        open = Open.THINKING;
        text.append(delta);
        if (showThoughts && !delta.isEmpty()) {
            parts.add(Json.object().put("text", delta).put("thought", true));
        }
    }

    private void finishPart(List<ObjectNode> parts) {
        switch (open) {
            case THINKING -> finishThought(parts);
            case CALL -> finishCall(parts);
            case TEXT -> {
                grounding.finishPart();
                if (signature != null && signature.from(Signature.GOOGLE)) {
                    parts.add(signed(signature));
                }
            }
            case NOTHING -> {}
        }
        open = Open.NOTHING;
        text.setLength(0);
        signature = null;
        call = null;
    }

    private static ObjectNode signed(Signature signature) {
        return Json.object().put("text", "").put("thoughtSignature", signature.value());
    }

    private void finishThought(List<ObjectNode> parts) {
        if (signature == null) {
            return;
        }
        if (signature.from(Signature.GOOGLE)) {
            unseen = text.isEmpty() ? signature : null;
            if (unseen == null) {
                parts.add(signed(signature));
            }
        } else {
            thoughts.add(new Part.Thinking(text.toString(), signature));
        }
    }

    private void finishCall(List<ObjectNode> parts) {
        if (call == null) {
            return;
        }
        var args = arguments(call.kind(), text.toString());
        if (args == null) {
            malformed = true; // half a call must not be run
            return;
        }
        var part = Json.object();
        part.putObject("functionCall")
                .put("id", call.id())
                .put("name", call.name())
                .set("args", args);
        if (signature != null && signature.from(Signature.GOOGLE)) {
            part.put("thoughtSignature", signature.value());
        } else if (!thoughts.isEmpty()) {
            part.put("thoughtSignature", ThoughtEnvelope.seal(thoughts));
        }
        thoughts.clear();
        parts.add(part);
    }

    /** Gemini's arguments are an object; null when the text is no JSON at all. */
    private static @Nullable ObjectNode arguments(ToolKind kind, String given) {
        if (kind == ToolKind.CUSTOM) {
            return Json.object().put("input", given);
        }
        if (given.isBlank()) {
            return Json.object();
        }
        JsonNode value = Json.parse(given).orElse(null);
        if (value == null || value instanceof ObjectNode) {
            return (ObjectNode) value;
        }
        return value.isNull() ? Json.object() : Json.object().set("arguments", value);
    }

    private void added(int index, Part part, List<ObjectNode> parts) {
        switch (part) {
            case Part.Text t -> said(index, t.text(), parts);
            case Part.Refusal r -> said(index, r.text(), parts);
            case Part.Json j -> said(index, j.value().text(), parts);
            case Part.Image i -> medium(i.media(), "image/png", parts);
            case Part.Document d -> medium(d.media(), "application/pdf", parts);
            case Part.Audio a -> medium(a.media(), MimeTypes.ofAudio(a.format()), parts);
            case Part.Video v -> medium(v.media(), "video/mp4", parts);
            case Part.RedactedThinking r -> thoughts.add(r);
            case Part.Thinking t -> thoughts.add(t);
            case Part.ServerToolCall s -> raw(s.origin(), s.raw(), parts);
            case Part.ServerToolResult s -> raw(s.origin(), s.raw(), parts);
            case Part.Opaque o -> {
                if (o.origin() == Protocol.GEMINI
                        && o.type().equals(GeminiCandidateReader.BESIDE_CONTENT)
                        && Json.tree(o.raw()) instanceof ObjectNode fields) {
                    beside.setAll(fields);
                } else {
                    raw(o.origin(), o.raw(), parts);
                }
            }
            case Part.ToolCall c -> {
                call = new ChatEvent.ToolCallStarted(0, c.id(), c.name(), c.kind());
                signature = c.signature();
                text.append(c.arguments());
                finishCall(parts);
            }
            case Part.ToolResult r -> {}
        }
        open = Open.NOTHING;
        text.setLength(0);
        signature = null;
        call = null;
    }

    private void medium(Media media, String otherwise, List<ObjectNode> parts) {
        var type = media.mimeType() == null ? otherwise : media.mimeType();
        var part = Json.object();
        switch (media) {
            case Media.Inline i ->
                part.putObject("inlineData").put("mimeType", type).put("data", i.base64());
            case Media.Remote r ->
                part.putObject("fileData").put("mimeType", type).put("fileUri", r.uri());
            case Media.Uploaded u ->
                part.putObject("fileData").put("mimeType", type).put("fileUri", u.fileId());
        }
        if (unseen != null) {
            part.put("thoughtSignature", unseen.value());
            unseen = null;
        }
        parts.add(part);
    }

    private static void raw(Protocol origin, RawJson raw, List<ObjectNode> parts) {
        if (origin == Protocol.GEMINI && Json.tree(raw) instanceof ObjectNode part) {
            parts.add(part);
        }
    }

    /** The sources of a text that is complete, beside what follows it; and once more at the end, where most clients look. */
    void tellSources(ObjectNode part, ObjectNode candidate) {
        if (!part.has("text") || part.has("thought")) {
            grounding.tell(candidate);
        }
    }

    /** What stands beside the content of the last chunk, the finish reason among it. */
    void finish(ChatEvent.Finished finished, ObjectNode candidate) {
        var reason = GeminiFinish.write(finished.reason());
        candidate.put("finishReason", malformed && reason.equals("STOP") ? "MALFORMED_FUNCTION_CALL" : reason);
        if (!logprobs.isEmpty()) {
            candidate.set("logprobsResult", Logprobs.toGoogle(logprobs));
        }
        grounding.writeTo(candidate);
        candidate.setAll(beside); // Google's own words outrank ours
    }
}
