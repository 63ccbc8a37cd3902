package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A tool's JSON schema as Gemini's {@code Schema} message: types, properties, items, required, enum, nullable, description and
 * nothing else. What the message cannot say (patterns, bounds, alternatives) is told to the model in the description. Keywords
 * are looked for where a schema stands only; a property may be called anything.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">Schema</a>
 */
final class SchemaCleaner {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_SCHEMAS = 2_000; // what definitions that refer to each other may grow to

    private final SchemaShape shape;
    private int left = MAX_SCHEMAS;

    private SchemaCleaner(JsonNode root) {
        this.shape = new SchemaShape(root);
    }

    /**
     * The parameters of a function: an object, without properties when it takes none. Left out, a function that must be called
     * is refused.
     */
    static ObjectNode parameters(JsonNode schema) {
        var cleaner = new SchemaCleaner(schema);
        var object = schema instanceof ObjectNode o ? o : Json.object();
        var plain = cleaner.shape.plain(object, true);
        if (!plain.node().path("properties").isObject()) {
            plain.node().putObject("properties");
        }
        plain.node().put("type", "object");
        var clean = cleaner.clean(plain, 0);
        clean.remove("nullable");
        if (!clean.has("properties")) {
            clean.putObject("properties");
        }
        return clean;
    }

    private ObjectNode clean(JsonNode schema, List<String> open, int depth) {
        if (!(schema instanceof ObjectNode object) || --left < 0 || depth > MAX_DEPTH) {
            return Json.object().put("type", schema.isObject() ? "object" : "string");
        }
        return clean(shape.plain(object, open), depth);
    }

    private ObjectNode clean(SchemaShape.Plain plain, int depth) {
        var source = plain.node();
        var out = Json.object();
        var hints = new SchemaHints(source, plain.hints());
        var type = type(source, hints);
        out.put("type", type);
        if (source.path("title").isTextual()) {
            out.put("title", source.get("title").textValue());
        }
        values(source, type, out, hints);
        switch (type) {
            case "object" -> object(source, plain.open(), out, depth, hints);
            case "array" -> out.set("items", items(source, plain.open(), depth, hints));
            default -> format(source, type, out, hints);
        }
        if (plain.nullable() || source.path("nullable").asBoolean() || out.has("nullable")) {
            out.put("nullable", true);
        }
        var description = hints.description();
        if (!description.isEmpty()) {
            out.put("description", description);
        }
        return out;
    }

    private static String type(ObjectNode source, SchemaHints hints) {
        var types = new ArrayList<String>();
        var given = source.path("type");
        for (var t : given.isArray() ? given : Json.array().add(given)) {
            var name = t.asText("").toLowerCase(Locale.ROOT);
            if (Set.of("string", "number", "integer", "boolean", "array", "object")
                    .contains(name)) {
                types.add(name);
            }
        }
        if (types.isEmpty()) {
            return inferred(source);
        }
        if (types.size() > 1) {
            hints.add("or", String.join(", ", types.subList(1, types.size())));
        }
        return types.getFirst();
    }

    private static String inferred(ObjectNode source) {
        if (source.path("properties").isObject()
                || source.has("additionalProperties")
                || source.has("patternProperties")) {
            return "object";
        }
        if (source.has("items") || source.has("prefixItems")) {
            return "array";
        }
        var values = source.path("enum");
        var sample = source.has("const") ? source.get("const") : values.path(0);
        if (sample.isBoolean()) {
            return "boolean";
        }
        if (sample.isNumber()) {
            return sample.isIntegralNumber() ? "integer" : "number";
        }
        boolean bounded = source.has("minimum") || source.has("maximum") || source.has("multipleOf");
        return bounded ? "number" : "string";
    }

    /** Only strings can be enumerated; the values of other types are told in words, so that the type stays right. */
    private static void values(ObjectNode source, String type, ObjectNode out, SchemaHints hints) {
        var values = new ArrayList<JsonNode>();
        if (source.has("const")) {
            values.add(source.get("const"));
        } else if (source.path("enum").isArray()) {
            source.get("enum").forEach(values::add);
        }
        if (values.removeIf(JsonNode::isNull)) {
            out.put("nullable", true);
        }
        if (values.isEmpty()) {
            return;
        }
        if (!type.equals("string")) {
            hints.add("one of", words(values));
            return;
        }
        var texts = new LinkedHashSet<String>();
        values.forEach(v -> texts.add(v.isValueNode() ? v.asText() : v.toString()));
        texts.remove("");
        if (!texts.isEmpty()) {
            texts.forEach(out.putArray("enum")::add);
        }
    }

    private static String words(List<JsonNode> values) {
        return String.join(", ", values.stream().map(JsonNode::toString).toList());
    }

    private void object(ObjectNode source, List<String> open, ObjectNode out, int depth, SchemaHints hints) {
        var properties = source.path("properties");
        var required = new LinkedHashSet<String>();
        if (source.path("required").isArray()) {
            source.get("required").forEach(name -> required.add(name.asText()));
        }
        if (properties.isObject() && !properties.isEmpty()) {
            var cleaned = out.putObject("properties");
            properties.properties().forEach(property -> {
                cleaned.set(property.getKey(), clean(property.getValue(), open, depth + 1));
                if (property.getValue().path("required").isBoolean()
                        && property.getValue().path("required").asBoolean()) {
                    required.add(property.getKey());
                }
            });
        } else if (source.get("additionalProperties") instanceof ObjectNode values && !values.isEmpty()) {
            hints.add("any keys, each value", clean(values, open, depth + 1).toString());
        }
        required.removeIf(name -> !properties.has(name));
        if (!required.isEmpty()) {
            required.forEach(out.putArray("required")::add);
        }
        ordering(source, properties, out);
    }

    private static void ordering(ObjectNode source, JsonNode properties, ObjectNode out) {
        if (source.get("propertyOrdering") instanceof ArrayNode order && properties.isObject()) {
            var kept = Json.array();
            order.forEach(name -> {
                if (properties.has(name.asText())) {
                    kept.add(name.asText());
                }
            });
            if (!kept.isEmpty()) {
                out.set("propertyOrdering", kept);
            }
        }
    }

    private ObjectNode items(ObjectNode source, List<String> open, int depth, SchemaHints hints) {
        var items = source.path("items");
        var tuple = items.isArray() ? items : source.path("prefixItems");
        if (tuple.isArray() && !tuple.isEmpty()) {
            var each = new ArrayList<String>();
            tuple.forEach(t -> each.add(t.path("type").asText("any")));
            hints.add("items in order", String.join(", ", each));
            return clean(tuple.get(0), open, depth + 1);
        }
        return clean(items, open, depth + 1);
    }

    private static void format(ObjectNode source, String type, ObjectNode out, SchemaHints hints) {
        var format = source.path("format").asText("");
        if (format.isEmpty()) {
            return;
        }
        boolean known = switch (type) {
            case "string" -> format.equals("date-time");
            case "integer" -> format.equals("int32") || format.equals("int64");
            case "number" -> format.equals("float") || format.equals("double");
            default -> false;
        };
        if (known) {
            out.put("format", format);
        } else {
            hints.add("format", format);
        }
    }
}
