package dev.signalbox.usage;

import dev.signalbox.chat.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * What pictures, documents and sound amount to, by the vendors' published rules and never by the length of their base64.
 *
 * <p>Images: Anthropic's {@code width × height / 750} with the longer side scaled to 1568. PDF pages: 2000 tokens, the middle
 * of Anthropic's 1500 to 3000. Audio and video: Gemini's 32 and 263 tokens a second. Where the size in pixels, pages or
 * seconds cannot be seen, that of a usual file is taken.
 */
final class MediaTokens {
    private static final int PIXELS_PER_TOKEN = 750;
    private static final int LONGEST_SIDE = 1568;
    private static final long UNSEEN_IMAGE = 1024L * 1024 / PIXELS_PER_TOKEN;
    private static final int HEADER_CHARS = 256 * 1024;
    private static final int PAGE = 2000;
    private static final int BYTES_PER_PAGE = 60_000;
    private static final int AUDIO_SECOND = 32;
    private static final int AUDIO_BYTES_PER_SECOND = 16_000;
    private static final int VIDEO_SECOND = 263;
    private static final int VIDEO_BYTES_PER_SECOND = 250_000;

    private MediaTokens() {}

    static long image(Media media) {
        return switch (media) {
            case Media.Inline inline -> pixels(inline.base64());
            case Media.Remote remote -> UNSEEN_IMAGE;
            case Media.Uploaded uploaded -> UNSEEN_IMAGE;
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

    private static long pixels(String base64) {
        // the size stands near the beginning; whole groups of four characters decode by themselves
        var head = base64.length() <= HEADER_CHARS ? base64 : base64.substring(0, HEADER_CHARS);
        var bytes = decoded(head);
        if (bytes == null) {
            return UNSEEN_IMAGE;
        }
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return UNSEEN_IMAGE;
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return tokens(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException notAnImage) {
            return UNSEEN_IMAGE;
        }
    }

    private static long tokens(long width, long height) {
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
