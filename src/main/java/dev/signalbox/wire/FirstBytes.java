package dev.signalbox.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What some base64 text holds, by its first bytes: they tell it better than a client does. */
public final class FirstBytes {
    private FirstBytes() {}

    /** The media type of a PNG, JPEG, GIF or WebP; null of anything else. */
    public static @Nullable String image(String base64) {
        if (base64.startsWith("iVBORw0KGgo")) {
            return "image/png";
        }
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("R0lGOD")) {
            return "image/gif";
        }
        return base64.startsWith("UklGR") ? "image/webp" : null;
    }

    /** The same; what cannot be told is taken for PNG. */
    public static String imageOrPng(String base64) {
        return Objects.requireNonNullElse(image(base64), "image/png");
    }

    public static boolean arePdf(String base64) {
        return base64.startsWith("JVBERi0");
    }
}
