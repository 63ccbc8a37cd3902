package dev.signalbox.usage;

import dev.signalbox.chat.Media;
import dev.signalbox.chat.Protocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * What pictures, documents and sound amount to, by the vendors' published rules and never by the length of their base64.
 *
 * <p>Images: Anthropic's {@code width × height / 750} with the longer side scaled to 1568; OpenAI's 85 and 170 for each tile of
 * 512 once the picture is fitted into 2048 and its shorter side to 768; Gemini's 258 for a picture of up to 384 and else for each
 * of its tiles. PDF pages: 2000 tokens, the middle
 * of Anthropic's 1500 to 3000. Audio and video: Gemini's 32 and 263 tokens a second. Where the size in pixels, pages or
 * seconds cannot be seen, that of a usual file is taken.
 */
final class MediaTokens {
    private static final int PIXELS_PER_TOKEN = 750;
    private static final int LONGEST_SIDE = 1568;
    private static final int UNSEEN_SIDE = 1024;
    private static final int HEADER_CHARS = 256 * 1024;
    private static final int PAGE = 2000;
    private static final int BYTES_PER_PAGE = 60_000;
    private static final int AUDIO_SECOND = 32;
    private static final int AUDIO_BYTES_PER_SECOND = 16_000;
    private static final int VIDEO_SECOND = 263;
    private static final int VIDEO_BYTES_PER_SECOND = 250_000;

    private MediaTokens() {}

    static long image(Media media, Protocol rule) {
        return switch (media) {
            case Media.Inline inline -> pixels(inline.base64(), rule);
            case Media.Remote remote -> tokens(UNSEEN_SIDE, UNSEEN_SIDE, rule);
            case Media.Uploaded uploaded -> tokens(UNSEEN_SIDE, UNSEEN_SIDE, rule);
        };
    }

    static long audio(Media media) {
        return Math.max(1, bytes(media) / AUDIO_BYTES_PER_SECOND) * AUDIO_SECOND;
    }

    static long video(Media media) {
        return Math.max(1, bytes(media) / VIDEO_BYTES_PER_SECOND) * VIDEO_SECOND;
    }

    static long pages(Media media) {
        return Math.max(1, bytes(media) / BYTES_PER_PAGE) * PAGE;
    }

    /** The text of a document that is text, null for any other. */
    static @Nullable String plainText(Media media) {
        var type = media.mimeType();
        if (!(media instanceof Media.Inline inline) || type == null || !type.startsWith("text/")) {
            return null;
        }
        var bytes = decoded(inline.base64());
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static long bytes(Media media) {
        return media instanceof Media.Inline inline ? inline.base64().length() / 4 * 3L : 0;
    }

    private static long pixels(String base64, Protocol rule) {
        // the size stands near the beginning; whole groups of four characters decode by themselves
        var head = base64.length() <= HEADER_CHARS ? base64 : base64.substring(0, HEADER_CHARS);
        var bytes = decoded(head);
        if (bytes == null) {
            return tokens(UNSEEN_SIDE, UNSEEN_SIDE, rule);
        }
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return tokens(UNSEEN_SIDE, UNSEEN_SIDE, rule);
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return tokens(reader.getWidth(0), reader.getHeight(0), rule);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException notAnImage) {
            return tokens(UNSEEN_SIDE, UNSEEN_SIDE, rule);
        }
    }

    private static long tokens(long width, long height, Protocol rule) {
        return switch (rule) {
            case OPENAI_CHAT, OPENAI_RESPONSES -> openAi(width, height);
            case GEMINI -> gemini(width, height);
            case ANTHROPIC_MESSAGES, OLLAMA -> anthropic(width, height);
        };
    }

    private static long openAi(long width, long height) {
        var fit = Math.min(1.0, 2048.0 / Math.max(width, height));
        var scale = fit * Math.min(1.0, 768.0 / (fit * Math.min(width, height)));
        return 85 + 170 * tiles(width * scale, 512) * tiles(height * scale, 512);
    }

    private static long gemini(long width, long height) {
        if (width <= 384 && height <= 384) {
            return 258;
        }
        var tile = Math.clamp((long) Math.floor(Math.min(width, height) / 1.5), 256, 768);
        return 258 * tiles((double) width, tile) * tiles((double) height, tile);
    }

    private static long tiles(double length, long tile) {
        return (long) Math.ceil(length / tile);
    }

    private static long anthropic(long width, long height) {
        var scale = Math.min(1.0, (double) LONGEST_SIDE / Math.max(width, height));
        return Math.max(1, Math.round(width * scale * height * scale / PIXELS_PER_TOKEN));
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
