package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.wire.FirstBytes;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import org.jspecify.annotations.Nullable;

/** Writes images, documents, sound and video as inlineData or fileData. */
final class GeminiMediaWriter {
    private final boolean images;
    private final MediaFields fields;
    private final Losses losses;

    GeminiMediaWriter(ModelProfile target, MediaFields fields, Losses losses) {
        this.fields = fields;
        this.images = !target.has(Quirk.NO_IMAGES);
        this.losses = losses;
    }

    static boolean isMedia(Part part) {
        return part instanceof Part.Image
                || part instanceof Part.Document
                || part instanceof Part.Audio
                || part instanceof Part.Video;
    }

    /** The part, or null when it is no medium or cannot be carried. */
    @Nullable
    ObjectNode write(Part part) {
        return switch (part) {
            case Part.Image i -> image(i);
            case Part.Document d -> document(d);
            case Part.Audio a -> data(a.media(), MimeTypes.ofAudio(a.format()));
            case Part.Video v -> data(v.media(), "video/mp4");
            default -> null;
        };
    }

    private @Nullable ObjectNode image(Part.Image image) {
        losses.addIf(image.cache() != null, Field.CACHE_CONTROL);
        boolean own = losses.origin() == Protocol.GEMINI;
        if (!own && image.detail() != null && !image.detail().equals("auto")) {
            losses.addContent("image.detail");
        }
        if (!images) {
            losses.addContent("image");
            return null;
        }
        var sniffed =
                image.media() instanceof Media.Inline inline ? FirstBytes.imageOrPng(inline.base64()) : "image/png";
        var node = data(image.media(), sniffed);
        var resolution = own ? MimeTypes.resolution(image.detail()) : null;
        if (node != null && resolution != null) {
            node.putObject("mediaResolution").put("level", resolution);
        }
        return node;
    }

    private @Nullable ObjectNode document(Part.Document document) {
        losses.addIf(document.cache() != null, Field.CACHE_CONTROL);
        if (office(document.media()) && losses.origin() != Protocol.GEMINI) {
            losses.addContent("document");
            return null;
        }
        var node = data(document.media(), "application/pdf");
        if (node != null && losses.origin() == Protocol.GEMINI && document.name() != null) {
            node.withObjectProperty(node.has("inlineData") ? "inlineData" : "fileData")
                    .put("displayName", document.name());
        }
        return node;
    }

    private @Nullable ObjectNode data(Media media, String otherwise) {
        var part = Json.object();
        switch (media) {
            case Media.Inline inline -> {
                if (inline.base64().isEmpty()) {
                    losses.addContent("data");
                    return null;
                }
                part.putObject("inlineData")
                        .put("mimeType", type(inline.mimeType(), otherwise))
                        .put("data", inline.base64());
            }
            case Media.Remote remote -> file(part, remote.mimeType(), remote.uri());
            case Media.Uploaded uploaded -> {
                if (losses.origin() != Protocol.GEMINI) {
                    losses.addContent("file");
                    return null;
                }
                file(part, uploaded.mimeType(), uploaded.fileId());
            }
        }
        fields.restore(media, part);
        return part;
    }

    private static void file(ObjectNode part, @Nullable String given, String uri) {
        var file = part.putObject("fileData");
        var type = given == null || given.isEmpty() ? MimeTypes.ofUri(uri) : given;
        if (type != null) {
            file.put("mimeType", type);
        }
        file.put("fileUri", uri);
    }

    private static String type(@Nullable String given, String otherwise) {
        var type = given == null || given.isEmpty() ? otherwise : given;
        return type.equals("image/jpg") ? "image/jpeg" : type;
    }

    /** The API reads PDF and text, and refuses the types of office programs. */
    private static boolean office(Media media) {
        var type = media instanceof Media.Inline inline && inline.mimeType() != null ? inline.mimeType() : "";
        return type.startsWith("application/vnd.") || type.equals("application/msword");
    }
}
