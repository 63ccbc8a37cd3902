package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a function's arguments as OpenAI accepts it: an object at the top without alternatives, every object with
 * properties, every array with items, in the words of the draft that it checks against. Anything else in the schema stays as
 * the client wrote it.
 */
public final class FunctionSchema {
    private static final List<String> UNIONS = List.of("allOf", "anyOf", "oneOf");

    private FunctionSchema() {}

    public static ObjectNode of(@Nullable RawJson parameters) {
        var tree = parameters == null ? Json.object() : Json.tree(parameters);
        if (!(tree instanceof ObjectNode schema)) {
            return empty();
        }
        var root = schema.deepCopy();
        SchemaDialect.dereferenceRoot(root);
        flat(root);
        if (!root.path("type").asText("").equals("object")) {
            root.put("type", "object");
        }
        complete(root);
        return root;
    }

    private static ObjectNode empty() {
        var schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    /** Takes the alternatives at the top together: all their properties, required only what each of {@code allOf} demands. */
    private static void flat(ObjectNode root) {
        for (var union : UNIONS) {
            if (root.remove(union) instanceof ArrayNode branches) {
                branches.forEach(b -> merge(root, b, union.equals("allOf")));
            }
        }
        root.remove(List.of("enum", "not"));
    }

    private static void merge(ObjectNode root, JsonNode branch, boolean demanded) {
        if (!(branch.path("properties") instanceof ObjectNode properties)) {
            return;
        }
        var all = root.get("properties") instanceof ObjectNode given ? given : root.putObject("properties");
        properties.properties().forEach(p -> {
            if (!all.has(p.getKey())) {
                all.set(p.getKey(), p.getValue());
            }
        });
        if (demanded && branch.path("required") instanceof ArrayNode names) {
            var required = root.get("required") instanceof ArrayNode given ? given : root.putArray("required");
            names.forEach(required::add);
        }
    }

    private static void complete(ObjectNode schema) {
        SchemaDialect.modernise(schema);
        if (is(schema, "object") && !(schema.get("properties") instanceof ObjectNode)) {
            schema.putObject("properties");
        }
        if (is(schema, "array") && !schema.has("items") && !schema.has("prefixItems")) {
            schema.putObject("items");
        }
        if (schema.has("required") && !schema.get("required").isArray()) {
            schema.remove("required");
        }
        if (schema.get("properties") instanceof ObjectNode properties) {
            properties.properties().forEach(p -> p.setValue(spelledOut(p.getValue())));
        }
        schema.path("properties").forEach(FunctionSchema::descend);
        schema.path("prefixItems").forEach(FunctionSchema::descend);
        descend(schema.path("items"));
        descend(schema.path("additionalProperties"));
        UNIONS.forEach(u -> schema.path(u).forEach(FunctionSchema::descend));
        schema.path("$defs").forEach(FunctionSchema::descend);
        schema.path("definitions").forEach(FunctionSchema::descend);
    }

    /** A schema that is just true or false, which not every server reads. */
    private static JsonNode spelledOut(JsonNode property) {
        if (!property.isBoolean()) {
            return property;
        }
        var schema = Json.object();
        if (!property.booleanValue()) {
            schema.putObject("not");
        }
        return schema;
    }

    private static void descend(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            complete(schema);
        }
    }

    private static boolean is(ObjectNode schema, String type) {
        var given = schema.path("type");
        return given.isArray()
                ? given.valueStream().anyMatch(t -> t.asText().equals(type))
                : given.asText().equals(type);
    }
}
