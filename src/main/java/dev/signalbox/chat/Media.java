package dev.signalbox.chat;

import org.jspecify.annotations.Nullable;

/** Where the bytes of an image, document, audio or video are. {@code mimeType} is null where the client gave none. */
public sealed interface Media {
    @Nullable
    String mimeType();

    /** The bytes themselves, in standard base64 without line breaks. */
    record Inline(@Nullable String mimeType, String base64) implements Media {}

    /** An address the provider fetches. */
    record Remote(@Nullable String mimeType, String uri) implements Media {}

    /** A file uploaded to the provider beforehand; the id means something only there. */
    record Uploaded(@Nullable String mimeType, String fileId) implements Media {}
}
