package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the parts of an answer into one assistant message. */
final class MessageParts {
    private final ThoughtWriter written;
    private final Set<String> customTools;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    private final ArrayNode details = Json.array();
    private final StringBuilder refusal = new StringBuilder();
    private final ArrayNode annotations = Json.array();
    private final Annotations sources = new Annotations();
    private int parts;
    private final ArrayNode calls = Json.array();
    private final ArrayNode images = Json.array();

    MessageParts(ThoughtWriter written, Set<String> customTools) {
        this.written = written;
        this.customTools = customTools;
    }

    void add(Part part) {
        switch (part) {
            case Part.Text t -> {
                sources.said(++parts, t.text().length());
                for (var citation : t.citations()) {
                    var annotation = sources.of(parts, citation);
                    if (annotation != null) {
                        annotations.add(annotation);
                    }
                }
                text.append(t.text());
            }
            case Part.Thinking t -> {
                thought(written.piece(++parts, t.text()));
                thought(t.signature() == null ? Optional.empty() : written.signature(parts, t.signature()));
            }
            case Part.Refusal r -> refusal.append(r.text());
            case Part.ToolCall c -> calls.add(call(c));
            case Part.Image i -> {
                var image = image(i, images.size());
                if (image != null) {
                    images.add(image);
                }
            }
            case Part.Json j -> {
                sources.said(++parts, j.value().text().length());
                text.append(j.value().text());
            }
            case Part.Document d -> {}
            case Part.Audio a -> {}
            case Part.Video v -> {}
            case Part.RedactedThinking t -> thought(written.sealed(++parts, t));
            case Part.ToolResult r -> {}
            case Part.ServerToolCall c -> {}
            case Part.ServerToolResult r -> {}
            case Part.Opaque o -> {}
        }
    }

    private void thought(Optional<ObjectNode> delta) {
        delta.ifPresent(d -> {
            thoughts.append(d.path("reasoning_content").asText(""));
            d.path(ThoughtDetails.FIELD).forEach(details::add);
        });
    }

    private ObjectNode call(Part.ToolCall call) {
        boolean custom = call.kind() == ToolKind.CUSTOM && customTools.contains(call.name());
        var node = call(call.id(), call.name(), call.arguments(), custom, -1);
        if (call.signature() != null && call.signature().from(Signature.GOOGLE)) {
            sign(node, call.signature());
        }
        return node;
    }

    /** A call; {@code index} is its place in a stream, negative in a whole message, which has none. */
    static ObjectNode call(String id, String name, String arguments, boolean custom, int index) {
        var node = Json.object();
        if (index >= 0) {
            node.put("index", index);
        }
        node.put("id", id).put("type", custom ? "custom" : "function");
        if (custom) {
            node.putObject("custom").put("name", name).put("input", arguments);
        } else {
            node.putObject("function").put("name", name).put("arguments", arguments);
        }
        return node;
    }

    static void sign(ObjectNode call, Signature signature) {
        call.putObject("extra_content").putObject("google").put("thought_signature", signature.value());
    }

    /** A picture the model made, in the form that routers of such models share. */
    static @Nullable JsonNode image(Part.Image image, int index) {
        var url = switch (image.media()) {
            case Media.Inline i -> DataUrl.of(i, "image/png");
            case Media.Remote r -> r.uri();
            case Media.Uploaded u -> null;
        };
        if (url == null) {
            return null;
        }
        var node = Json.object().put("index", index).put("type", "image_url");
        node.putObject("image_url").put("url", url);
        return node;
    }

    /** What the chunks of a stream told, taken together; null when there was nothing or it is not of this protocol. */
    static JsonNode logprobs(List<ChatEvent.Logprobs> given) {
        var all = Json.object();
        for (var piece : given) {
            for (var field : logprobs(piece).properties()) {
                join(all, field.getKey(), field.getValue());
            }
        }
        return all.isEmpty() ? Json.object().nullNode() : all;
    }

    /** One piece in this protocol's form; empty where it has none. */
    static JsonNode logprobs(ChatEvent.Logprobs piece) {
        if (piece.origin() == Protocol.OPENAI_CHAT) {
            return Json.tree(piece.raw());
        }
        var tokens = Logprobs.tokens(piece);
        return tokens.isEmpty() ? Json.object() : Json.object().set("content", tokens);
    }

    private static void join(ObjectNode all, String field, JsonNode more) {
        if (all.get(field) instanceof ArrayNode list) {
            more.forEach(list::add);
        } else {
            all.set(field, more);
        }
    }

    ObjectNode message() {
        var message = Json.object().put("role", "assistant");
        boolean silent = text.isEmpty() && (!calls.isEmpty() || !refusal.isEmpty());
        message.put("content", silent ? null : text.toString());
        if (!thoughts.isEmpty()) {
            message.put("reasoning_content", thoughts.toString());
        }
        if (!details.isEmpty()) {
            message.put("reasoning", thoughts.toString()).set(ThoughtDetails.FIELD, details);
        }
        message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
        if (!annotations.isEmpty()) {
            message.set("annotations", annotations);
        }
        if (!images.isEmpty()) {
            message.set("images", images);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return message;
    }
}
