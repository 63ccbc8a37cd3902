package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.Set;

/** Properties without the object schema around them, as some tools declare them. */
final class PropertyMap {
    private static final Set<String> SCALAR_KEYWORDS = Set.of(
            "type",
            "title",
            "description",
            "enum",
            "format",
            "pattern",
            "nullable",
            "$ref",
            "required",
            "allOf",
            "anyOf",
            "oneOf",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "propertyOrdering");
    private static final Set<String> SCHEMA_KEYWORDS = Set.of(
            "properties",
            "items",
            "prefixItems",
            "not",
            "if",
            "then",
            "else",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "$defs",
            "definitions",
            "const",
            "default",
            "example",
            "examples");

    private PropertyMap() {}

    static boolean is(ObjectNode schema) {
        boolean any = false;
        for (var field : schema.properties()) {
            var name = field.getKey();
            var value = field.getValue();
            if (name.startsWith("x-") || (name.equals("required") && value.isBoolean())) {
                continue;
            }
            if (SCHEMA_KEYWORDS.contains(name) || !value.isObject()) {
                return false;
            }
            if (SCALAR_KEYWORDS.contains(name) && !looksLikeSchema(value)) {
                return false;
            }
            any = true;
        }
        return any;
    }

    private static boolean looksLikeSchema(JsonNode value) {
        return value.path("type").isTextual() || value.path("type").isArray() || value.has("$ref");
    }

    static ObjectNode wrapped(ObjectNode map) {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        map.properties().forEach(field -> {
            if (field.getValue().isObject() && !field.getKey().startsWith("x-")) {
                properties.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        return schema;
    }
}
