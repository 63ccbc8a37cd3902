package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the content of system, user and tool messages. */
final class ContentWriter {
    private final Target target;

    ContentWriter(Target target) {
        this.target = target;
    }

    /** The parts that can be said in this protocol. */
    ArrayNode parts(List<Part> parts) {
        var out = Json.array();
        for (var part : parts) {
            if (!target.sameVendor()
                    && parts.size() > 1
                    && part instanceof Part.Text t
                    && t.text().isBlank()) {
                continue; // strict servers refuse it
            }
            part(part).ifPresent(out::add);
        }
        return out;
    }

    /** One plain text as a string, anything else as an array. */
    static JsonNode content(ArrayNode parts) {
        boolean plain = parts.size() == 1 && isText(parts.get(0)) && !Target.cached(parts.get(0));
        return plain ? parts.get(0).path("text") : parts;
    }

    static boolean isText(JsonNode part) {
        return part.path("type").asText().equals("text");
    }

    Optional<ObjectNode> part(Part part) {
        return switch (part) {
            case Part.Text t -> Optional.of(text(t));
            case Part.Image i -> image(i);
            case Part.Document d -> document(d);
            case Part.Audio a -> audio(a);
            case Part.Video v -> video(v);
            case Part.Json j -> Optional.of(typed("text").put("text", j.value().text()));
            case Part.Opaque o
            when o.origin() == Protocol.OPENAI_CHAT && Json.tree(o.raw()) instanceof ObjectNode raw -> Optional.of(raw);
            case Part.Refusal r -> Optional.of(typed("text").put("text", r.text()));
            case Part.Opaque o -> lost(o.type());
            case Part.Thinking t -> lost("thinking");
            case Part.RedactedThinking t -> lost("thinking");
            case Part.ToolCall c -> lost("tool_use");
            case Part.ToolResult r -> lost("tool_result");
            case Part.ServerToolCall c -> lost("server_tool_use");
            case Part.ServerToolResult r -> lost("server_tool_result");
        };
    }

    private Optional<ObjectNode> lost(String what) {
        target.losses().addContent(what);
        return Optional.empty();
    }

    static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }

    private ObjectNode text(Part.Text text) {
        var node = typed("text").put("text", text.text());
        target.cache(node, text.cache());
        return node;
    }

    private Optional<ObjectNode> image(Part.Image image) {
        if (target.has(Quirk.NO_IMAGES)) {
            return lost("image");
        }
        var url = switch (image.media()) {
            case Media.Inline i -> Json.object().put("url", DataUrl.of(i, "image/png"));
            case Media.Remote r -> Json.object().put("url", r.uri());
            case Media.Uploaded u -> target.sameProtocol() ? Json.object().put("file_id", u.fileId()) : null;
        };
        if (url == null) {
            return lost("image");
        }
        var detail = detail(image.detail());
        if (detail != null) {
            url.put("detail", detail);
        }
        var node = typed("image_url").set("image_url", url);
        if (node instanceof ObjectNode object) {
            target.cache(object, image.cache());
            return Optional.of(object);
        }
        return Optional.empty();
    }

    /** Chat knows low, high and auto; the Responses protocol's {@code original} is at least high. */
    private static @Nullable String detail(@Nullable String detail) {
        return switch (detail) {
            case "low", "high", "auto" -> detail;
            case "original" -> "high";
            case null, default -> null;
        };
    }

    private Optional<ObjectNode> document(Part.Document document) {
        return switch (document.media()) {
            case Media.Inline i when isText(i) -> textDocument(document, i);
            case Media.Inline i -> {
                var name = document.name() == null ? "document.pdf" : document.name();
                yield file(
                        document,
                        Json.object().put("filename", name).put("file_data", DataUrl.of(i, "application/pdf")));
            }
            case Media.Uploaded u
            when target.sameVendor() -> file(document, Json.object().put("file_id", u.fileId()));
            case Media.Remote r
            when target.sameProtocol() -> file(document, Json.object().put("file_url", r.uri()));
            case Media.Uploaded u -> lost("document");
            case Media.Remote r -> lost("document");
        };
    }

    /** Whether it goes out as words. */
    static boolean isText(Part.Document document) {
        return document.media() instanceof Media.Inline inline && isText(inline);
    }

    private static boolean isText(Media.Inline media) {
        var type = media.mimeType();
        return type != null && (type.startsWith("text/") || type.equals("application/json"));
    }

    /** Files must be PDF here; what is text anyway is sent as text, after its name. */
    private Optional<ObjectNode> textDocument(Part.Document document, Media.Inline media) {
        try {
            var text = new String(Base64.getDecoder().decode(media.base64()), StandardCharsets.UTF_8);
            var name = document.name() == null ? "" : document.name() + "\n\n";
            var node = typed("text").put("text", name + text);
            target.cache(node, document.cache());
            return Optional.of(node);
        } catch (IllegalArgumentException e) {
            return lost("document");
        }
    }

    private Optional<ObjectNode> file(Part.Document document, ObjectNode file) {
        var node = typed("file");
        node.set("file", file);
        if (document.name() != null && !file.has("filename") && target.sameProtocol()) {
            file.put("filename", document.name());
        }
        target.cache(node, document.cache());
        return Optional.of(node);
    }

    private Optional<ObjectNode> audio(Part.Audio audio) {
        if (!(audio.media() instanceof Media.Inline inline)) {
            return lost("audio");
        }
        var format = audio.format() == null ? AudioFormat.of(inline.mimeType()) : audio.format();
        var node = typed("input_audio");
        node.putObject("input_audio").put("data", inline.base64()).put("format", format);
        return Optional.of(node);
    }

    /** An extension that servers of video models share. */
    private Optional<ObjectNode> video(Part.Video video) {
        var url = switch (video.media()) {
            case Media.Inline i -> DataUrl.of(i, "video/mp4");
            case Media.Remote r -> r.uri();
            case Media.Uploaded u -> "";
        };
        if (url.isEmpty()) {
            return lost("video");
        }
        var node = typed("video_url");
        node.putObject("video_url").put("url", url);
        return Optional.of(node);
    }
}
