package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.wire.FirstBytes;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes images and documents, in the few types the API takes. */
final class MediaWriter {
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final boolean sameOrigin;
    private final boolean images;
    private final Losses losses;

    MediaWriter(boolean sameOrigin, boolean images, Losses losses) {
        this.sameOrigin = sameOrigin;
        this.images = images;
        this.losses = losses;
    }

    Optional<ObjectNode> image(Part.Image image) {
        var detail = image.detail();
        if (detail != null && !detail.equals("auto")) {
            losses.addContent("detail");
        }
        var source = images ? imageSource(image.media()) : Optional.<ObjectNode>empty();
        return source.map(s -> block("image", s));
    }

    private static ObjectNode block(String type, ObjectNode source) {
        var block = Json.object().put("type", type);
        block.set("source", source);
        return block;
    }

    private Optional<ObjectNode> imageSource(Media media) {
        return switch (media) {
            case Media.Inline inline -> {
                var type = imageType(inline);
                yield type == null ? Optional.empty() : Optional.of(base64(type, inline.base64()));
            }
            case Media.Remote remote -> remote(remote);
            case Media.Uploaded file -> file(file);
        };
    }

    /** The API fetches from HTTPS addresses only. */
    private Optional<ObjectNode> remote(Media.Remote remote) {
        boolean plain = remote.uri().regionMatches(true, 0, "http:", 0, 5);
        return plain && !sameOrigin ? Optional.empty() : Optional.of(url(remote.uri()));
    }

    /** The bytes tell the type better than the client, and the API refuses a contradiction. */
    private static @Nullable String imageType(Media.Inline image) {
        var data = image.base64();
        var told = FirstBytes.image(data);
        if (told != null) {
            return told;
        }
        var type = image.mimeType();
        var known = "image/jpg".equals(type) ? "image/jpeg" : type;
        return data.isEmpty() || known == null || !IMAGES.contains(known) ? null : known;
    }

    private static ObjectNode base64(String type, String data) {
        return Json.object().put("type", "base64").put("media_type", type).put("data", data);
    }

    private static ObjectNode url(String uri) {
        return Json.object().put("type", "url").put("url", uri);
    }

    /** A file id means something only at the vendor it was uploaded to. */
    private Optional<ObjectNode> file(Media.Uploaded file) {
        return sameOrigin
                ? Optional.of(Json.object().put("type", "file").put("file_id", file.fileId()))
                : Optional.empty();
    }

    Optional<ObjectNode> document(Part.Document document) {
        var source = documentSource(document.media());
        return source.map(s -> {
            var block = block("document", s);
            if (document.name() != null) {
                block.put("title", document.name());
            }
            if (document.context() != null) {
                block.put("context", document.context());
            }
            if (document.citations()) {
                block.putObject("citations").put("enabled", true);
            }
            return block;
        });
    }

    private Optional<ObjectNode> documentSource(Media media) {
        return switch (media) {
            case Media.Inline inline -> inlineDocument(inline);
            case Media.Remote remote -> remote(remote);
            case Media.Uploaded file -> file(file);
        };
    }

    private static Optional<ObjectNode> inlineDocument(Media.Inline inline) {
        var type = inline.mimeType() == null ? "" : inline.mimeType();
        if (type.equals("application/pdf") || FirstBytes.arePdf(inline.base64())) {
            return Optional.of(base64("application/pdf", inline.base64()));
        }
        if (!type.startsWith("text/") && !type.equals("application/json")) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getMimeDecoder().decode(inline.base64()), StandardCharsets.UTF_8);
            return Optional.of(Json.object()
                    .put("type", "text")
                    .put("media_type", "text/plain")
                    .put("data", text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
