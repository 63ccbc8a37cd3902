package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.ToolNames;
import dev.signalbox.wire.UniqueCallIds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parts as content blocks; what the API has no block for is a loss.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html">ContentBlock</a>
 */
final class ConverseParts {
    private static final int LONGEST_ID = 64;
    /** Room for the number of an id that was used more than once. */
    private static final int ROOM = 4;

    private final String model;
    private final boolean images;
    private final ConverseMedia media;
    private final ToolNames names;
    private final Losses losses;
    private final UniqueCallIds ids = new UniqueCallIds(ConverseParts::id);

    ConverseParts(String model, boolean images, ToolNames names, Losses losses) {
        this.model = model;
        this.images = images;
        this.names = names;
        this.losses = losses;
        this.media = new ConverseMedia(losses);
    }

    private static String id(String given) {
        var plain = given.isEmpty() ? "call" : given.replaceAll("[^a-zA-Z0-9_.:-]", "_");
        return ToolNames.callId(plain, LONGEST_ID - ROOM);
    }

    Optional<ObjectNode> block(Part part) {
        return switch (part) {
            case Part.Text t -> text(t.text());
            case Part.Refusal r -> text(r.text());
            case Part.Json j -> text(j.value().text());
            case Part.Image i -> (images ? media.image(i) : Optional.<ObjectNode>empty()).or(() -> leftOut("image"));
            case Part.Document d -> media.document(d).or(() -> leftOut("document"));
            case Part.Audio a -> media.audio(a).or(() -> leftOut("audio"));
            case Part.Video v -> media.video(v).or(() -> leftOut("video"));
            case Part.Thinking t -> thinking(t.text(), t.signature());
            case Part.RedactedThinking t -> redacted(t.data());
            case Part.ToolCall c -> Optional.of(call(c));
            case Part.ToolResult r -> Optional.of(result(r));
            case Part.ServerToolCall c -> lost("server_tool_use");
            case Part.ServerToolResult r -> lost("server_tool_result");
            case Part.Opaque o -> lost(o.type());
        };
    }

    private Optional<ObjectNode> lost(String what) {
        losses.addContent(what);
        return Optional.empty();
    }

    /** The model is told what it does not get to see, or it would guess. */
    private Optional<ObjectNode> leftOut(String what) {
        losses.addContent(what);
        return text("[" + what + " left out: this model does not take it]");
    }

    /** Blank texts are refused. */
    private static Optional<ObjectNode> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(ConverseTurn.text(text));
    }

    /** A thought goes back to the model that signed it, as it was; others' would be taken for the model's own. */
    private Optional<ObjectNode> thinking(String text, @Nullable Signature signature) {
        var own = signature == null ? Optional.<String>empty() : ConverseSignature.writtenBy(model, signature);
        if (own.isEmpty()) {
            return lost("thinking");
        }
        var block = Json.object();
        block.putObject("reasoningContent")
                .putObject("reasoningText")
                .put("text", text)
                .put("signature", own.get());
        return Optional.of(block);
    }

    private Optional<ObjectNode> redacted(Signature data) {
        var own = ConverseSignature.writtenBy(model, data);
        if (own.isEmpty()) {
            return lost("thinking");
        }
        var block = Json.object();
        block.putObject("reasoningContent").put("redactedContent", own.get());
        return Optional.of(block);
    }

    private ObjectNode call(Part.ToolCall call) {
        var block = Json.object();
        var use = block.putObject("toolUse")
                .put("toolUseId", ids.call(call.id()))
                .put("name", names.provided(call.name()));
        use.set(
                "input",
                call.kind() == ToolKind.CUSTOM
                        ? FreeText.wrap(call.arguments())
                        : Json.parse(call.arguments())
                                .filter(ObjectNode.class::isInstance)
                                .orElseGet(Json::object));
        return block;
    }

    /** {@code status} is left out where it says what is meant without it: not all models take it. */
    private ObjectNode result(Part.ToolResult result) {
        var block = Json.object();
        var node = block.putObject("toolResult").put("toolUseId", ids.result(result.callId()));
        var content = content(result.content());
        if (content.isEmpty()) {
            content.addObject().putObject("json");
        }
        node.set("content", content);
        if (result.isError()) {
            node.put("status", "error");
        }
        return block;
    }

    private ArrayNode content(List<Part> parts) {
        var content = Json.array();
        for (var part : parts) {
            var block = switch (part) {
                case Part.Json j -> json(j);
                case Part.Text t -> block(t);
                case Part.Refusal r -> block(r);
                case Part.Image i -> block(i);
                case Part.Document d -> block(d);
                case Part.Video v -> block(v);
                case Part.Audio a -> leftOut("audio");
                case Part.Thinking t -> lost("thinking");
                case Part.RedactedThinking t -> lost("thinking");
                case Part.ToolCall c -> lost("tool_result");
                case Part.ToolResult r -> lost("tool_result");
                case Part.ServerToolCall c -> lost("tool_result");
                case Part.ServerToolResult r -> lost("tool_result");
                case Part.Opaque o -> lost(o.type());
            };
            block.ifPresent(content::add);
        }
        return content;
    }

    /** Only objects may stand as JSON. */
    private static Optional<ObjectNode> json(Part.Json json) {
        if (Json.tree(json.value()) instanceof ObjectNode object) {
            var block = Json.object();
            block.set("json", object);
            return Optional.of(block);
        }
        return text(json.value().text());
    }

    /** An id for a call that came without one. */
    static String made(String model, int position) {
        return CallIds.made(model, 0, position);
    }
}
