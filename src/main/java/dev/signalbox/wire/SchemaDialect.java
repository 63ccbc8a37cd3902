package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says a JSON schema of an older draft, or one that leans on OpenAPI, in the words of draft 2020-12, which is what the vendors
 * check against. Nothing changes its meaning.
 */
public final class SchemaDialect {
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final int MAX_REFERENCES = 8;

    private SchemaDialect() {}

    /** Puts what the root refers to in its place: vendors look for properties at the root and see none behind a reference. */
    public static void dereferenceRoot(ObjectNode root) {
        for (int i = 0; i < MAX_REFERENCES; i++) {
            var reference = root.path("$ref").asText("");
            if (!reference.startsWith("#/") || !(root.at(reference.substring(1)) instanceof ObjectNode found)) {
                return;
            }
            root.remove("$ref");
            found.deepCopy().properties().forEach(field -> root.putIfAbsent(field.getKey(), field.getValue()));
        }
    }

    /** Whether JSON schema has a type of this name. */
    public static boolean isType(String name) {
        return TYPES.contains(name);
    }

    /** Brings one schema up to date, without what is inside it. */
    public static void modernise(ObjectNode schema) {
        tuple(schema);
        bound(schema, "exclusiveMinimum", "minimum");
        bound(schema, "exclusiveMaximum", "maximum");
        lowerCase(schema);
    }

    /** A list of schemas for the first items was called {@code items} before draft 2020-12. */
    private static void tuple(ObjectNode schema) {
        if (schema.get("items") instanceof ArrayNode first) {
            schema.remove("items");
            if (!first.isEmpty()) {
                schema.putIfAbsent("prefixItems", first);
            }
            var others = schema.remove("additionalItems");
            if (others != null && (others.isObject() || others.isBoolean())) {
                schema.set("items", others);
            }
        }
    }

    /** In draft 4 a bound was said to be exclusive beside it. */
    private static void bound(ObjectNode schema, String exclusive, String inclusive) {
        if (schema.get(exclusive) instanceof BooleanNode flag) {
            schema.remove(exclusive);
            JsonNode value = schema.path(inclusive);
            if (flag.booleanValue() && value.isNumber()) {
                schema.remove(inclusive);
                schema.set(exclusive, value);
            }
        }
    }

    private static void lowerCase(ObjectNode schema) {
        var type = schema.path("type");
        if (type.isTextual()) {
            schema.put("type", lowerCase(type.textValue()));
        } else if (type instanceof ArrayNode several) {
            List<String> names =
                    several.valueStream().map(t -> lowerCase(t.asText())).toList();
            several.removeAll();
            names.forEach(several::add);
        }
    }

    private static String lowerCase(String type) {
        var lower = type.toLowerCase(Locale.ROOT);
        return TYPES.contains(lower) ? lower : type;
    }
}
