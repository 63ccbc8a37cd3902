package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Parameters for the models before Gemini 2.5, which refuse an object without properties ("should be non-empty for OBJECT type"): a
 * function that takes nothing has no parameters, an object that may hold anything has a property that stands for them.
 */
final class EarlySchema {
    private EarlySchema() {}

    /** The parameters as such a model takes them; a function that must be called needs some. */
    static Optional<ObjectNode> of(ObjectNode parameters, boolean forced) {
        if (parameters.path("properties").isEmpty()) {
            if (!forced) {
                return Optional.empty();
            }
            property(parameters, "unused", "Leave this out.");
        }
        parameters.path("properties").forEach(EarlySchema::fill);
        return Optional.of(parameters);
    }

    private static void fill(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.path("properties").isEmpty()) {
            property(object, "key", "Stands for any key.");
        }
        schema.path("properties").forEach(EarlySchema::fill);
        fillItems(schema);
    }

    private static void fillItems(JsonNode schema) {
        if (schema.path("items").isObject()) {
            fill(schema.get("items"));
        }
    }

    private static void property(ObjectNode object, String name, String description) {
        object.withObjectProperty("properties")
                .putObject(name)
                .put("type", "string")
                .put("description", description);
    }
}
