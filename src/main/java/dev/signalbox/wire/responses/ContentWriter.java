package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what a user or a tool shows to the model. */
final class ContentWriter {
    private final Losses losses;
    private final boolean images;

    ContentWriter(Losses losses, boolean images) {
        this.losses = losses;
        this.images = images;
    }

    /** The part as input content; empty when it holds nothing or cannot be carried. */
    Optional<ObjectNode> input(Part part) {
        return switch (part) {
            case Part.Text t ->
                t.text().isEmpty() ? Optional.empty() : Optional.of(CacheMarks.mark(text(t.text()), t.cache()));
            case Part.Json j -> Optional.of(text(j.value().text()));
            case Part.Image i -> image(i);
            case Part.Document d ->
                foreign(d.media()) ? lost("document") : Optional.of(CacheMarks.mark(document(d), d.cache()));
            case Part.Refusal r -> Optional.of(text(r.text()));
            case Part.Opaque o
            when o.origin() == Protocol.OPENAI_RESPONSES && Json.tree(o.raw()) instanceof ObjectNode raw ->
                Optional.of(raw);
            case Part.Audio a -> lost("audio");
            case Part.Video v -> lost("video");
            case Part.Opaque o -> lost(o.type());
            case Part.Thinking t -> Optional.empty();
            case Part.RedactedThinking t -> Optional.empty();
            case Part.ToolCall c -> lost("tool_call");
            case Part.ToolResult r -> lost("tool_result");
            case Part.ServerToolCall c -> lost("server_tool_call");
            case Part.ServerToolResult r -> lost("server_tool_result");
        };
    }

    private Optional<ObjectNode> lost(String what) {
        losses.addContent(what);
        return Optional.empty();
    }

    static ObjectNode text(String text) {
        return Json.object().put("type", "input_text").put("text", text);
    }

    private Optional<ObjectNode> image(Part.Image image) {
        if (!images || foreign(image.media())) {
            return lost("image");
        }
        var node = Json.object().put("type", "input_image");
        switch (image.media()) {
            case Media.Inline i ->
                node.put("image_url", dataUrl(i.mimeType() == null ? "image/png" : i.mimeType(), i.base64()));
            case Media.Remote r -> node.put("image_url", r.uri());
            case Media.Uploaded u -> node.put("file_id", u.fileId());
        }
        return Optional.of(CacheMarks.mark(node.put("detail", detail(image.detail())), image.cache()));
    }

    /** Ids are the provider's to judge, but what another vendor calls by an address is no file of this one. */
    private static boolean foreign(Media media) {
        return media instanceof Media.Uploaded file && file.fileId().contains("://");
    }

    private static String detail(@Nullable String detail) {
        var given = detail == null ? "auto" : detail.toLowerCase(Locale.ROOT);
        return switch (given) {
            case "low", "high", "auto", "original" -> given;
            default -> "auto";
        };
    }

    private static ObjectNode document(Part.Document document) {
        if (document.media() instanceof Media.Inline i && isText(i.mimeType())) {
            return text(decoded(i.base64()));
        }
        var node = Json.object().put("type", "input_file");
        var name = document.name();
        switch (document.media()) {
            case Media.Inline i -> {
                var mime = i.mimeType();
                node.put("filename", fileName(name, mime));
                node.put("file_data", mime == null ? i.base64() : dataUrl(mime, i.base64()));
            }
            case Media.Remote r -> node.put("file_url", r.uri());
            case Media.Uploaded u -> node.put("file_id", u.fileId());
        }
        return node;
    }

    private static String fileName(@Nullable String name, @Nullable String mime) {
        var given = name == null || name.isBlank() ? "document" : name;
        boolean pdf = mime == null || mime.equals("application/pdf");
        return given.contains(".") || !pdf ? given : given + ".pdf";
    }

    private static boolean isText(@Nullable String mime) {
        return mime != null && mime.startsWith("text/");
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    static String dataUrl(String mime, String base64) {
        return "data:" + mime + ";base64," + base64;
    }
}
