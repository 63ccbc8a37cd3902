package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Finds what a reference within a schema points at, by JSON pointer. */
final class SchemaReferences {
    private final JsonNode root;

    SchemaReferences(JsonNode root) {
        this.root = root;
    }

    /** A null or missing node when there is no such place. */
    JsonNode target(String reference) {
        if (reference.equals("#")) {
            return root;
        }
        if (!reference.startsWith("#/")) {
            return Json.object().nullNode();
        }
        var node = root;
        for (var step : reference.substring(2).split("/", -1)) {
            var name = decoded(step).replace("~1", "/").replace("~0", "~");
            node = node.isArray() && name.matches("\\d{1,6}") ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node;
    }

    private static String decoded(String step) {
        try {
            return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return step;
        }
    }
}
