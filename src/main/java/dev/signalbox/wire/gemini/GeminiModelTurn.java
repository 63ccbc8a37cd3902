package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a turn, and in the model's turns the thought signatures: where Google put them, moved from a thought to
 * the call it led to, or, on the first call of a step that has none, the value by which Google waives the check.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
 */
final class GeminiModelTurn {
    /** Documented for calls that another model made. */
    static final String WAIVER = "skip_thought_signature_validator";

    private final boolean signaturesWanted;
    private final ToolNames names;
    private final GeminiMediaWriter media;
    private final Losses losses;

    GeminiModelTurn(boolean signaturesWanted, ToolNames names, GeminiMediaWriter media, Losses losses) {
        this.signaturesWanted = signaturesWanted;
        this.names = names;
        this.media = media;
        this.losses = losses;
    }

    ArrayNode write(List<Part> said) {
        var parts = Json.array();
        String loose = null; // a thought's signature whose place is not decided yet
        ObjectNode thought = null;
        boolean firstCall = true;
        for (var part : said) {
            switch (part) {
                case Part.Thinking t -> {
                    place(loose, thought, parts);
                    loose = own(t.signature());
                    thought = t.text().isEmpty()
                            ? null
                            : parts.addObject().put("text", t.text()).put("thought", true);
                }
                case Part.ToolCall c -> {
                    var signature = own(c.signature());
                    if (signature == null) {
                        signature = loose;
                    } else {
                        place(loose, thought, parts);
                    }
                    loose = null;
                    call(c, signature, firstCall, parts);
                    firstCall = false;
                }
                default -> {
                    boolean ofMedium = thought == null && GeminiMediaWriter.isMedia(part);
                    if (!ofMedium) {
                        place(loose, thought, parts);
                    }
                    int before = parts.size();
                    common(part, parts);
                    if (ofMedium && parts.size() > before) {
                        sign(loose, parts);
                    }
                    loose = null;
                }
            }
        }
        place(loose, thought, parts);
        return parts;
    }

    /** A signature without a thought is that of the medium behind it. */
    private static void sign(@Nullable String signature, ArrayNode parts) {
        if (signature != null && parts.get(parts.size() - 1) instanceof ObjectNode last) {
            last.put("thoughtSignature", signature);
        }
    }

    /** A signature that no call took: on its thought, on the text it came behind, or on a part of its own. */
    private static void place(@Nullable String signature, @Nullable ObjectNode thought, ArrayNode parts) {
        if (signature == null) {
            return;
        }
        if (thought != null) {
            thought.put("thoughtSignature", signature);
        } else if (!parts.isEmpty()
                && parts.get(parts.size() - 1) instanceof ObjectNode last
                && last.has("text")
                && !last.has("thoughtSignature")) {
            last.put("thoughtSignature", signature);
        } else {
            parts.addObject().put("text", "").put("thoughtSignature", signature);
        }
    }

    private void call(Part.ToolCall call, @Nullable String signature, boolean first, ArrayNode parts) {
        losses.addIf(call.cache() != null, Field.CACHE_CONTROL);
        var part = parts.addObject();
        var function = part.putObject("functionCall");
        if (!call.id().isEmpty()) {
            function.put("id", call.id());
        }
        function.put("name", names.provided(call.name()));
        function.set("args", arguments(call));
        if (signature != null) {
            part.put("thoughtSignature", signature);
        } else if (first && signaturesWanted) {
            part.put("thoughtSignature", WAIVER);
        }
    }

    private static ObjectNode arguments(Part.ToolCall call) {
        if (call.kind() == ToolKind.CUSTOM) {
            return Json.object().put("input", call.arguments());
        }
        if (call.arguments().isBlank()) {
            return Json.object();
        }
        var parsed = Json.parse(call.arguments()).orElse(null);
        if (parsed instanceof ObjectNode object) {
            return object;
        }
        if (parsed == null) {
            return Json.object().put("arguments", call.arguments());
        }
        return parsed.isNull() ? Json.object() : Json.object().set("arguments", parsed);
    }

    /** What may stand in a user's turn as well. */
    void common(Part part, ArrayNode parts) {
        switch (part) {
            case Part.Text t -> text(t, parts);
            case Part.Refusal r -> {
                if (!r.text().isEmpty()) {
                    parts.addObject().put("text", r.text());
                }
            }
            case Part.Json j -> parts.addObject().put("text", j.value().text());
            case Part.Image i -> add(media.write(i), parts);
            case Part.Document d -> add(media.write(d), parts);
            case Part.Audio a -> add(media.write(a), parts);
            case Part.Video v -> add(media.write(v), parts);
            case Part.ServerToolCall s -> raw(s.origin(), s.raw(), parts);
            case Part.ServerToolResult s -> raw(s.origin(), s.raw(), parts);
            case Part.Opaque o -> raw(o.origin(), o.raw(), parts);
            case Part.Thinking t -> {} // only the model thinks
            case Part.RedactedThinking t -> {} // unreadable to any but its vendor
            case Part.ToolCall c -> losses.addContent("tool_call");
            case Part.ToolResult r -> losses.addContent("tool_result");
        }
    }

    private void text(Part.Text text, ArrayNode parts) {
        losses.addIf(text.cache() != null, Field.CACHE_CONTROL);
        if (!text.citations().isEmpty()) {
            losses.addContent("citations");
        }
        var signature = own(text.signature());
        if (text.text().isEmpty() && signature == null) {
            return; // the API refuses a part without data
        }
        var part = parts.addObject().put("text", text.text());
        if (signature != null) {
            part.put("thoughtSignature", signature);
        }
    }

    private void raw(Protocol origin, RawJson raw, ArrayNode parts) {
        if (origin == Protocol.GEMINI) {
            parts.add(Json.tree(raw));
        } else {
            losses.addContent("server_tool");
        }
    }

    private static void add(@Nullable ObjectNode part, ArrayNode parts) {
        if (part != null) {
            parts.add(part);
        }
    }

    /** Google's own signature in the alphabet it was issued in; null when it is not Google's. */
    private static @Nullable String own(@Nullable Signature signature) {
        if (signature == null
                || !signature.from(Signature.GOOGLE)
                || signature.value().equals(WAIVER)) {
            return null;
        }
        var value = signature.value();
        if (value.matches("[A-Za-z0-9+/]+={0,2}")) {
            return value;
        }
        // clients' libraries re-encode the bytes with the URL alphabet; the bytes are a protobuf message
        boolean message = value.matches("[A-Za-z0-9_-]+={0,2}") && (value.startsWith("C") || value.startsWith("E"));
        return message ? value.replace('-', '+').replace('_', '/') : null;
    }
}
