package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tool's schema with what it refers to put in the place of each reference: Ollama's templates show the model the properties of a
 * tool and nothing of its definitions. A reference that leads back to itself becomes an object that names it.
 */
final class PlacedReferences {
    private static final int MAX_SCHEMAS = 2_000; // what definitions that refer to each other may grow to
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMAS =
            Set.of("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames");
    private static final List<String> DEFINITIONS = List.of("$defs", "definitions");

    private final ObjectNode root;
    private int left = MAX_SCHEMAS;

    private PlacedReferences(ObjectNode root) {
        this.root = root;
    }

    static ObjectNode in(ObjectNode schema) {
        if (DEFINITIONS.stream().noneMatch(schema::has) && schema.findValue("$ref") == null) {
            return schema;
        }
        var source = schema.deepCopy();
        var placed = new PlacedReferences(source).placed(source.deepCopy().without(DEFINITIONS), List.of());
        return placed instanceof ObjectNode object ? object : schema;
    }

    private JsonNode placed(JsonNode given, List<String> open) {
        if (!(given instanceof ObjectNode schema) || --left < 0) {
            return given;
        }
        var reference = schema.path("$ref").asText("");
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            return inside(schema, open);
        }
        var name = reference.substring(reference.lastIndexOf('/') + 1);
        var found = reference.equals("#") ? root : root.at(reference.substring(1));
        var rest = schema.deepCopy();
        rest.remove("$ref");
        if (open.contains(reference) || !(found instanceof ObjectNode target)) {
            rest.putIfAbsent("type", Json.object().textNode("object"));
            rest.putIfAbsent("description", Json.object().textNode("See " + name + "."));
            return inside(rest, open);
        }
        var deeper = new ArrayList<>(open);
        deeper.add(reference);
        var merged = target.deepCopy();
        merged.remove(DEFINITIONS);
        rest.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        return placed(merged, deeper);
    }

    private ObjectNode inside(ObjectNode schema, List<String> open) {
        schema.properties().forEach(field -> field.setValue(inside(field, open)));
        return schema;
    }

    private JsonNode inside(Map.Entry<String, JsonNode> field, List<String> open) {
        var name = field.getKey();
        var value = field.getValue();
        if (MAPS.contains(name) && value instanceof ObjectNode map) {
            map.properties().forEach(each -> each.setValue(placed(each.getValue(), open)));
        } else if (LISTS.contains(name) && value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, placed(list.get(i), open));
            }
        } else if (SCHEMAS.contains(name)) {
            return placed(value, open);
        }
        return value;
    }
}
