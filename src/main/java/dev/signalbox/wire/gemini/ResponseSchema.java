package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema for the answer, which unlike a tool's may stay JSON schema: the keywords of {@code responseJsonSchema} are kept
 * with their meaning (references, alternatives, {@code additionalProperties}), constraints it does not know become words.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#generationconfig">responseJsonSchema</a>
 */
final class ResponseSchema {
    private static final Set<String> KEPT = Set.of(
            "$id",
            "$anchor",
            "type",
            "format",
            "title",
            "enum",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "required",
            "propertyOrdering");

    private ResponseSchema() {}

    static JsonNode clean(JsonNode schema) {
        if (!(schema instanceof ObjectNode source)) {
            return schema.isBoolean() ? schema : Json.object();
        }
        var out = Json.object();
        var hints = Json.object();
        source.properties().forEach(field -> copy(field, source, out, hints));
        if (source.path("description").isTextual() || !hints.isEmpty()) {
            hints.put("description", source.path("description").asText(""));
            out.put("description", new SchemaHints(hints, List.of()).description());
        }
        return out;
    }

    private static void copy(Map.Entry<String, JsonNode> field, ObjectNode source, ObjectNode out, ObjectNode hints) {
        var name = field.getKey();
        var value = field.getValue();
        switch (name) {
            case "properties" -> out.withObjectProperty(name).setAll(each(value));
            case "$defs", "definitions" -> out.set("$defs", each(value));
            case "items", "additionalProperties" -> out.set(name, value.isArray() ? all(value) : clean(value));
            case "anyOf", "oneOf", "prefixItems" -> out.set(name, all(value));
            case "allOf" -> allOf(value, source, out);
            case "$ref" -> out.put(name, value.asText().replaceFirst("^#/definitions/", "#/\\$defs/"));
            case "const" -> out.set("enum", Json.array().add(value));
            case "minLength",
                    "maxLength",
                    "pattern",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "uniqueItems",
                    "minProperties",
                    "maxProperties",
                    "default" -> hints.set(name, value);
            default -> {
                if (KEPT.contains(name)) {
                    out.set(name, value);
                }
            }
        }
    }

    /** Not known to Gemini: what the parts say is said at once. */
    private static void allOf(JsonNode parts, ObjectNode source, ObjectNode out) {
        for (var part : parts) {
            if (!(clean(part) instanceof ObjectNode cleaned)) {
                continue;
            }
            for (var field : cleaned.properties()) {
                var name = field.getKey();
                if (name.equals("properties") && out.get(name) instanceof ObjectNode own) {
                    field.getValue().properties().forEach(p -> own.set(p.getKey(), p.getValue()));
                } else if (name.equals("required") && out.get(name) instanceof ArrayNode own) {
                    field.getValue().forEach(own::add);
                } else if (!source.has(name)) {
                    out.set(name, field.getValue());
                }
            }
        }
    }

    private static ObjectNode each(JsonNode schemas) {
        var out = Json.object();
        schemas.properties().forEach(s -> out.set(s.getKey(), clean(s.getValue())));
        return out;
    }

    private static JsonNode all(JsonNode schemas) {
        var out = Json.array();
        schemas.forEach(s -> out.add(clean(s)));
        return out;
    }
}
