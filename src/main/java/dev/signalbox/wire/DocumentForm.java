package dev.signalbox.wire;

import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's protocol can tell of a document beside what is in it. Its title and what the client says of it are meant for
 * the model; what has no field is said in words, at the head of a text and before anything else.
 */
public enum DocumentForm {
    /** There are fields for both. */
    FIELDS,
    /** Files have names. */
    NAMED_FILES,
    /** Files that are sent have names, those that the provider fetches have none, and ids mean nothing. */
    NAMED_FILES_AND_ADDRESSES,
    /** Files have no names, and texts are files too. */
    NAMELESS_FILES,
    /** There are no files; texts are words. */
    TEXTS;

    /** The parts that say all of it; {@code titled} says that the name is a title for the model and not just a file's. */
    List<Part> said(Part.Document document, boolean titled) {
        var text = this == FIELDS || this == NAMELESS_FILES ? null : text(document.media());
        boolean file = text == null;
        var name = document.name();
        boolean named = file && document.media() instanceof Media.Inline && this != NAMELESS_FILES;
        var words = new ArrayList<String>();
        if (name != null && titled && !named) {
            words.add(name);
        }
        if (document.context() != null) {
            words.add(document.context());
        }
        if (words.isEmpty() || this == FIELDS || (file && !carries(document.media()))) {
            return List.of(document);
        }
        var kept = named || !titled ? name : null;
        var head = String.join("\n", words);
        return text == null
                ? List.of(Part.Text.of(head), with(document, document.media(), kept))
                : List.of(with(document, text(head + "\n\n" + text, document.media()), kept));
    }

    /** Whether a file gets there at all: nothing is said of one that does not. */
    private boolean carries(Media media) {
        return switch (media) {
            case Media.Inline i -> this != TEXTS;
            case Media.Remote r -> this == NAMED_FILES_AND_ADDRESSES || this == NAMELESS_FILES;
            case Media.Uploaded u -> false;
        };
    }

    private static Part.Document with(Part.Document document, Media media, @Nullable String name) {
        return new Part.Document(media, name, null, document.citations(), document.cache());
    }

    private static @Nullable String text(Media media) {
        var type = media.mimeType();
        if (type == null || !type.startsWith("text/") || !(media instanceof Media.Inline inline)) {
            return null;
        }
        try {
            return new String(Base64.getMimeDecoder().decode(inline.base64()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static Media text(String words, Media like) {
        return new Media.Inline(
                like.mimeType(), Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)));
    }
}
