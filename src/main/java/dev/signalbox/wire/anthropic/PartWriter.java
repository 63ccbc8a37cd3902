package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import dev.signalbox.wire.UniqueCallIds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a turn as content blocks; what the API has no block for is a loss. */
final class PartWriter {
    private final boolean sameOrigin;
    private final MediaWriter media;
    private final ToolNames names;
    private final UniqueCallIds ids = new UniqueCallIds(PartWriter::id);
    private final Losses losses;

    PartWriter(boolean sameOrigin, MediaWriter media, ToolNames names, Losses losses) {
        this.sameOrigin = sameOrigin;
        this.media = media;
        this.names = names;
        this.losses = losses;
    }

    /** The block of this part, empty when it has none. */
    Optional<ObjectNode> block(Part part) {
        return switch (part) {
            case Part.Text text -> text(text);
            case Part.Refusal refusal -> plain(refusal.text());
            case Part.Json json -> plain(json.value().text());
            case Part.Image image ->
                media.image(image).map(b -> cached(b, image.cache())).or(() -> leftOut("image"));
            case Part.Document document ->
                media.document(document).map(b -> cached(b, document.cache())).or(() -> leftOut("document"));
            case Part.Audio a -> leftOut("audio");
            case Part.Video v -> leftOut("video");
            case Part.Thinking thinking -> thinking(thinking);
            case Part.RedactedThinking redacted -> redacted(redacted);
            case Part.ToolCall call -> Optional.of(call(call));
            case Part.ToolResult result -> Optional.of(result(result));
            case Part.ServerToolCall call -> own(call.origin(), call.raw().text(), call.name());
            case Part.ServerToolResult result ->
                own(result.origin(), result.raw().text(), result.name());
            case Part.Opaque opaque -> own(opaque.origin(), opaque.raw().text(), opaque.type());
        };
    }

    private Optional<ObjectNode> lost(String what) {
        losses.addContent(what);
        return Optional.empty();
    }

    /** The model is told what it does not get to see, or it would guess. */
    private Optional<ObjectNode> leftOut(String what) {
        losses.addContent(what);
        return Optional.of(textBlock("[" + what + " left out: this model does not take it]"));
    }

    private Optional<ObjectNode> own(Protocol origin, String raw, String what) {
        if (origin == Protocol.ANTHROPIC_MESSAGES && Json.parse(raw).orElse(null) instanceof ObjectNode block) {
            return Optional.of(block);
        }
        return lost(what);
    }

    private static Optional<ObjectNode> plain(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(textBlock(text));
    }

    static ObjectNode textBlock(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    private Optional<ObjectNode> text(Part.Text text) {
        return plain(text.text()).map(block -> {
            var own = text.citations().stream()
                    .filter(c -> c.origin() == Protocol.ANTHROPIC_MESSAGES && Citations.issued(c))
                    .toList();
            if (!own.isEmpty()) {
                ArrayNode list = block.putArray("citations");
                own.forEach(c -> list.add(Json.tree(c.raw())));
            }
            return cached(block, text.cache());
        });
    }

    private ObjectNode cached(ObjectNode block, @Nullable CacheControl cache) {
        if (cache != null) {
            block.set("cache_control", cache(cache, sameOrigin));
        }
        return block;
    }

    static ObjectNode cache(CacheControl cache, boolean sameOrigin) {
        var node = Json.object().put("type", "ephemeral");
        if (cache.ttl() != null) {
            node.put("ttl", cache.ttl());
        }
        if (cache.scope() != null && sameOrigin) {
            node.put("scope", cache.scope());
        }
        return node;
    }

    private Optional<ObjectNode> thinking(Part.Thinking thinking) {
        var signature = thinking.signature();
        if (signature == null || !signature.from(Signature.ANTHROPIC)) {
            return lost("thinking");
        }
        return Optional.of(Json.object()
                .put("type", "thinking")
                .put("thinking", thinking.text())
                .put("signature", signature.value()));
    }

    private Optional<ObjectNode> redacted(Part.RedactedThinking redacted) {
        if (!redacted.data().from(Signature.ANTHROPIC)) {
            return lost("thinking");
        }
        return Optional.of(Json.object()
                .put("type", "redacted_thinking")
                .put("data", redacted.data().value()));
    }

    private ObjectNode call(Part.ToolCall call) {
        var block = Json.object()
                .put("type", "tool_use")
                .put("id", ids.call(call.id()))
                .put("name", names.provided(call.name()));
        block.set(
                "input",
                call.kind() == ToolKind.CUSTOM
                        ? FreeText.wrap(call.arguments())
                        : AnswerBlockWriter.input(call.arguments()));
        return cached(block, call.cache());
    }

    private static String id(String given) {
        return given.isEmpty() ? "toolu_empty" : given.replaceAll("[^a-zA-Z0-9_-]", "_");
    }

    private ObjectNode result(Part.ToolResult result) {
        var block = Json.object().put("type", "tool_result").put("tool_use_id", ids.result(result.callId()));
        var content = content(result.content());
        if (content.isEmpty()) {
            block.put("content", "");
        } else {
            block.set("content", content);
        }
        if (result.isError()) {
            block.put("is_error", true);
        }
        return cached(block, result.cache());
    }

    private ArrayNode content(List<Part> parts) {
        var content = Json.array();
        for (var part : parts) {
            switch (part) {
                case Part.Text t -> text(t).ifPresent(content::add);
                case Part.Refusal r -> plain(r.text()).ifPresent(content::add);
                case Part.Json j -> plain(j.value().text()).ifPresent(content::add);
                case Part.Image i -> block(i).ifPresent(content::add);
                case Part.Document d -> block(d).ifPresent(content::add);
                case Part.Opaque o -> block(o).ifPresent(content::add);
                case Part.Audio a -> leftOut("audio").ifPresent(content::add);
                case Part.Video v -> leftOut("video").ifPresent(content::add);
                case Part.Thinking t -> lost("thinking");
                case Part.RedactedThinking r -> lost("thinking");
                case Part.ToolCall c -> losses.add(Field.TOOLS);
                case Part.ToolResult r -> losses.add(Field.TOOLS);
                case Part.ServerToolCall c -> losses.add(Field.TOOLS);
                case Part.ServerToolResult r -> losses.add(Field.TOOLS);
            }
        }
        return content;
    }
}
