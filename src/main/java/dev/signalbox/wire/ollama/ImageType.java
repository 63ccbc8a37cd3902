package dev.signalbox.wire.ollama;

/** What kind of picture some base64 text holds, by its first bytes; this protocol does not say. */
final class ImageType {
    private ImageType() {}

    static String of(String base64) {
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("R0lGOD")) {
            return "image/gif";
        }
        return base64.startsWith("UklGR") ? "image/webp" : "image/png";
    }
}
