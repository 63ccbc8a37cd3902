package dev.signalbox.wire.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The short names of sound formats in this protocol, and their MIME types. */
final class AudioFormat {
    private AudioFormat() {}

    static @Nullable String mimeType(@Nullable String format) {
        return format == null
                ? null
                : switch (format.toLowerCase(Locale.ROOT)) {
                    case "mp3" -> "audio/mpeg";
                    case "pcm16" -> "audio/pcm";
                    case "g711_ulaw" -> "audio/basic";
                    case "g711_alaw" -> "audio/x-alaw-basic";
                    default -> "audio/" + format.toLowerCase(Locale.ROOT);
                };
    }

    /** The format for a MIME type; what follows the slash where there is no name of its own. */
    static String of(@Nullable String mimeType) {
        if (mimeType == null) {
            return "wav";
        }
        return switch (mimeType.toLowerCase(Locale.ROOT)) {
            case "audio/mpeg", "audio/mp3" -> "mp3";
            case "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "wav";
            case "audio/pcm", "audio/l16" -> "pcm16";
            default -> mimeType.substring(mimeType.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        };
    }
}
