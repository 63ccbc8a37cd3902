package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Gemini's clients say of single media and only Gemini understands: kept beside the conversation, by which medium it is said
 * of, and put back on it for Gemini.
 */
final class MediaFields {
    private static final String PREFIX = "contents.parts.";
    private static final String NAME = "displayName";
    private static final List<String> KEPT =
            List.of("videoMetadata", "partMetadata", "mediaProcessing", "speechMetadata");

    private final Map<String, ObjectNode> said = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /** Whether this field of a request beyond the conversation is one of these. */
    static boolean holds(String path) {
        return path.startsWith(PREFIX);
    }

    static MediaFields of(Extras extras) {
        var fields = new MediaFields();
        extras.other().forEach((path, raw) -> {
            if (extras.origin() == Protocol.GEMINI && holds(path) && Json.tree(raw) instanceof ObjectNode byMedium) {
                fields.said.put(path.substring(PREFIX.length()), byMedium);
            }
        });
        return fields;
    }

    /** Notes what this part says of its medium, and the name of one that has no place for it. */
    void note(ProtoJson part, Media media, @Nullable String name) {
        var key = key(media);
        for (var field : KEPT) {
            var value = part.get(field);
            if (value != null) {
                byMedium(field).set(key, Json.tree(Json.raw(value)));
            }
        }
        if (name != null) {
            byMedium(NAME).put(key, name);
        }
    }

    private ObjectNode byMedium(String field) {
        return said.computeIfAbsent(field, f -> Json.object());
    }

    void addTo(Map<String, RawJson> other) {
        said.forEach((field, byMedium) -> other.put(PREFIX + field, Json.raw(byMedium)));
    }

    /** Puts back what was said of the medium in this part; media come in the order in which they were noted. */
    void restore(Media media, ObjectNode part) {
        var key = key(media);
        said.forEach((field, byMedium) -> {
            var value = byMedium.get(key);
            if (value != null && field.equals(NAME)) {
                part.withObjectProperty(part.has("inlineData") ? "inlineData" : "fileData")
                        .set(NAME, value);
            } else if (value != null) {
                part.set(field, value);
            }
        });
    }

    /** Which medium it is, and which time it comes: one video may be shown in several pieces. */
    private String key(Media media) {
        var what = switch (media) {
            case Media.Inline inline ->
                inline.base64().length() + ":" + inline.base64().hashCode();
            case Media.Remote remote -> remote.uri();
            case Media.Uploaded uploaded -> uploaded.fileId();
        };
        return seen.merge(what, 1, Integer::sum) + " " + what;
    }
}
