package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.Locale;

/**
 * Google's {@code Schema} message (a subset of OpenAPI 3.0) as JSON schema: types in lower case, {@code nullable} as a type
 * of its own, counts as numbers, the fields JSON schema does not know left out.
 */
final class OpenSchema {
    private OpenSchema() {}

    static JsonNode toJsonSchema(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        var out = Json.object();
        object.properties().forEach(field -> copy(field.getKey(), field.getValue(), out));
        if (object.path("nullable").asBoolean() && out.path("type").isTextual()) {
            out.set("type", Json.array().add(out.get("type").textValue()).add("null"));
            if (out.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
        return out;
    }

    private static void copy(String name, JsonNode value, ObjectNode out) {
        switch (name) {
            case "type" -> type(value, out);
            case "properties" -> out.set("properties", each(value));
            case "items" -> out.set("items", toJsonSchema(value));
            case "anyOf", "any_of" -> out.set("anyOf", all(value));
            case "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties" ->
                count(name, value, out);
            case "min_items" -> count("minItems", value, out);
            case "max_items" -> count("maxItems", value, out);
            case "min_length" -> count("minLength", value, out);
            case "max_length" -> count("maxLength", value, out);
            case "min_properties" -> count("minProperties", value, out);
            case "max_properties" -> count("maxProperties", value, out);
            case "example" -> out.set("examples", Json.array().add(value));
            case "format" -> {
                if (!value.asText().equals("enum")) {
                    out.set(name, value);
                }
            }
            case "nullable", "propertyOrdering", "property_ordering" -> {}
            default -> out.set(name, value.deepCopy());
        }
    }

    private static void type(JsonNode value, ObjectNode out) {
        if (value.isTextual()) {
            var type = value.textValue().toLowerCase(Locale.ROOT);
            if (!type.equals("type_unspecified")) {
                out.put("type", type);
            }
        } else if (value.isArray()) {
            var types = out.putArray("type");
            value.forEach(t -> types.add(t.asText().toLowerCase(Locale.ROOT)));
        }
    }

    private static void count(String name, JsonNode value, ObjectNode out) {
        if (value.isTextual() && value.textValue().matches("\\d{1,9}")) {
            out.put(name, Integer.parseInt(value.textValue()));
        } else {
            out.set(name, value);
        }
    }

    private static JsonNode each(JsonNode properties) {
        if (!properties.isObject()) {
            return Json.object();
        }
        var out = Json.object();
        properties.properties().forEach(p -> out.set(p.getKey(), toJsonSchema(p.getValue())));
        return out;
    }

    private static JsonNode all(JsonNode schemas) {
        var out = Json.array();
        schemas.forEach(s -> out.add(toJsonSchema(s)));
        return out;
    }
}
