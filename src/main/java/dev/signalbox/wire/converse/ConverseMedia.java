package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.wire.FirstBytes;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pictures, documents, sound and video: by their bytes or in S3, in the formats of the API. */
final class ConverseMedia {
    private static final Set<String> IMAGES = Set.of("png", "jpeg", "gif", "webp");
    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf", "pdf",
            "text/csv", "csv",
            "application/msword", "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
            "application/vnd.ms-excel", "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
            "text/html", "html",
            "text/markdown", "md",
            "application/json", "txt");
    private static final Map<String, String> VIDEOS = Map.of(
            "x-matroska",
            "mkv",
            "quicktime",
            "mov",
            "x-flv",
            "flv",
            "x-ms-wmv",
            "wmv",
            "3gpp",
            "three_gp",
            "mp4",
            "mp4",
            "webm",
            "webm",
            "mpeg",
            "mpeg");
    private static final Set<String> SOUNDS = Set.of("mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "m4a", "webm");
    private static final int LONGEST_NAME = 200;

    private final Losses losses;
    private final Set<String> documentNames = new HashSet<>();

    ConverseMedia(Losses losses) {
        this.losses = losses;
    }

    Optional<ObjectNode> image(Part.Image image) {
        if (image.detail() != null && !image.detail().equals("auto")) {
            losses.addContent("detail");
        }
        var format = format(image.media());
        return IMAGES.contains(format) ? block("image", format, image.media()) : Optional.empty();
    }

    /** The bytes tell the format better than the client does. */
    private static String format(Media media) {
        var data = media instanceof Media.Inline inline ? inline.base64() : "";
        var told = FirstBytes.image(data);
        if (told != null) {
            return subtype(told);
        }
        var subtype = subtype(media.mimeType());
        return subtype.equals("jpg") ? "jpeg" : subtype;
    }

    private static String subtype(@Nullable String mimeType) {
        var type = mimeType == null ? "" : mimeType.toLowerCase(Locale.ROOT);
        return type.substring(type.indexOf('/') + 1);
    }

    Optional<ObjectNode> document(Part.Document document) {
        var type = document.media().mimeType() == null ? "" : document.media().mimeType();
        var format = DOCUMENTS.getOrDefault(type, type.startsWith("text/") ? "txt" : "");
        if (document.media() instanceof Media.Inline inline && FirstBytes.arePdf(inline.base64())) {
            format = "pdf";
        }
        var found = format.isEmpty() ? Optional.<ObjectNode>empty() : block("document", format, document.media());
        found.ifPresent(block -> {
            var body = (ObjectNode) block.get("document");
            body.put("name", name(document.name()));
            if (document.context() != null) {
                body.put("context", document.context());
            }
        });
        return found;
    }

    /** Letters, digits, single spaces, hyphens and brackets, and no name twice. */
    private String name(@Nullable String given) {
        var plain = given == null ? "" : given.replaceAll("[^A-Za-z0-9()\\[\\] -]", " ");
        plain = plain.replaceAll(" +", " ").strip();
        var base = plain.isEmpty() ? "document" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 5));
        var name = base;
        for (int i = 2; !documentNames.add(name); i++) {
            name = base + " " + i;
        }
        return name;
    }

    Optional<ObjectNode> audio(Part.Audio audio) {
        var told = audio.format() == null ? subtype(audio.media().mimeType()) : audio.format();
        var format = told.replaceFirst("^x-", "").replace("vnd.wave", "wav");
        format = format.equals("mpeg") ? "mp3" : format;
        return SOUNDS.contains(format) ? block("audio", format, audio.media()) : Optional.empty();
    }

    Optional<ObjectNode> video(Part.Video video) {
        var format = VIDEOS.getOrDefault(subtype(video.media().mimeType()), "");
        return format.isEmpty() ? Optional.empty() : block("video", format, video.media());
    }

    private static Optional<ObjectNode> block(String kind, String format, Media media) {
        var block = Json.object();
        var source = block.putObject(kind).put("format", format).putObject("source");
        switch (media) {
            case Media.Inline inline when !inline.base64().isEmpty() -> source.put("bytes", inline.base64());
            case Media.Remote remote
            when remote.uri().startsWith("s3://") ->
                source.putObject("s3Location").put("uri", remote.uri());
            case Media.Inline empty -> {
                return Optional.empty();
            }
            case Media.Remote elsewhere -> {
                return Optional.empty();
            }
            case Media.Uploaded file -> {
                return Optional.empty();
            }
        }
        return Optional.of(block);
    }
}
