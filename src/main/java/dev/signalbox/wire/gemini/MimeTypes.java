package dev.signalbox.wire.gemini;

import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** MIME types, which Gemini demands on every blob and other protocols leave out or abbreviate. */
final class MimeTypes {
    private MimeTypes() {}

    /** The part that media of this type is, as a client of Gemini sent it. */
    static Part part(Media media, @Nullable String name, @Nullable String detail) {
        var type = media.mimeType() == null ? "" : media.mimeType().toLowerCase(Locale.ROOT);
        if (type.startsWith("image/")) {
            return new Part.Image(media, detail, null);
        }
        if (type.startsWith("audio/")) {
            return new Part.Audio(media, audioFormat(type));
        }
        if (type.startsWith("video/")) {
            return new Part.Video(media);
        }
        return new Part.Document(media, name, null, false, null);
    }

    /** The level of detail that a resolution of Gemini's asks for, null when it asks for none. */
    static @Nullable String detail(String level) {
        return switch (level) {
            case "MEDIA_RESOLUTION_LOW" -> "low";
            case "MEDIA_RESOLUTION_MEDIUM" -> "medium";
            case "MEDIA_RESOLUTION_HIGH" -> "high";
            case "MEDIA_RESOLUTION_ULTRA_HIGH" -> "original";
            default -> null;
        };
    }

    /** The reverse. */
    static @Nullable String resolution(@Nullable String detail) {
        return switch (detail) {
            case "low" -> "MEDIA_RESOLUTION_LOW";
            case "medium" -> "MEDIA_RESOLUTION_MEDIUM";
            case "high" -> "MEDIA_RESOLUTION_HIGH";
            case "original" -> "MEDIA_RESOLUTION_ULTRA_HIGH";
            case null, default -> null;
        };
    }

    private static @Nullable String audioFormat(String type) {
        return switch (type) {
            case "audio/wav", "audio/x-wav", "audio/wave" -> "wav";
            case "audio/mp3", "audio/mpeg" -> "mp3";
            case "audio/flac" -> "flac";
            case "audio/ogg" -> "ogg";
            case "audio/aac" -> "aac";
            default -> null;
        };
    }

    /** The type of sound that OpenAI names by a short format. */
    static String ofAudio(@Nullable String format) {
        var name = format == null ? "wav" : format.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "mp3" -> "audio/mpeg";
            case "pcm16", "pcm" -> "audio/pcm";
            case "g711_ulaw" -> "audio/basic";
            case "g711_alaw" -> "audio/x-alaw-basic";
            case "m4a" -> "audio/mp4";
            default -> "audio/" + name;
        };
    }

    /** What the name of a file at this address says; null when it says nothing. */
    static @Nullable String ofUri(String uri) {
        var path = uri.replaceFirst("[?#].*$", "").toLowerCase(Locale.ROOT);
        var extension = path.substring(path.lastIndexOf('.') + 1);
        return switch (extension) {
            case "png", "gif", "webp", "heic", "heif", "bmp" -> "image/" + extension;
            case "jpg", "jpeg" -> "image/jpeg";
            case "pdf" -> "application/pdf";
            case "txt" -> "text/plain";
            case "html", "htm" -> "text/html";
            case "md" -> "text/markdown";
            case "csv" -> "text/csv";
            case "mp4", "webm", "mpeg" -> "video/" + extension;
            case "mov" -> "video/quicktime";
            case "mp3" -> "audio/mpeg";
            case "wav", "flac", "ogg", "aac" -> "audio/" + extension;
            default -> null;
        };
    }
}
