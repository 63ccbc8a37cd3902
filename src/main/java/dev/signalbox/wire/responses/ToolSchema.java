package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.Json;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool's schema as OpenAI accepts it: an object at the root without alternatives there, every array with its items, every
 * object with properties.
 */
final class ToolSchema {
    private static final List<String> ROOT_FORBIDDEN = List.of("oneOf", "anyOf", "allOf", "enum", "not");
    private static final List<String> BRANCHES = List.of("oneOf", "anyOf", "allOf");

    private ToolSchema() {}

    static ObjectNode clean(@Nullable RawJson schema) {
        var root = schema != null && Json.tree(schema) instanceof ObjectNode given ? given : Json.object();
        for (var branches : BRANCHES) {
            root.path(branches).forEach(branch -> hoist(branch, root));
        }
        ROOT_FORBIDDEN.forEach(root::remove);
        if (!root.path("type").asText().equals("object")) {
            root.put("type", "object");
        }
        complete(root);
        return root;
    }

    /** Properties of an alternative become optional properties of the whole. */
    private static void hoist(JsonNode branch, ObjectNode root) {
        if (!branch.path("properties").isObject()) {
            return;
        }
        var properties = root.withObjectProperty("properties");
        for (var property : branch.path("properties").properties()) {
            if (!properties.has(property.getKey())) {
                properties.set(property.getKey(), property.getValue());
            }
        }
    }

    private static void complete(JsonNode schema) {
        if (!(schema instanceof ObjectNode node)) {
            return;
        }
        if (typed(node, "object") && !node.path("properties").isObject()) {
            node.putObject("properties");
        }
        if (typed(node, "array") && !node.has("items") && !node.has("prefixItems")) {
            node.putObject("items");
        }
        if (node.has("required") && !node.path("required").isArray()) {
            node.remove("required");
        }
        node.path("properties").forEach(ToolSchema::complete);
        complete(node.path("items"));
        complete(node.path("additionalProperties"));
        node.path("$defs").forEach(ToolSchema::complete);
        node.path("definitions").forEach(ToolSchema::complete);
        BRANCHES.forEach(b -> node.path(b).forEach(ToolSchema::complete));
    }

    private static boolean typed(ObjectNode node, String type) {
        var types = node.path("type");
        return types.asText().equals(type)
                || types.valueStream().anyMatch(t -> t.asText().equals(type));
    }

    /** Whether OpenAI would take the schema as a strict one. */
    static boolean allowsStrict(JsonNode schema) {
        if (!schema.isObject()) {
            return true;
        }
        if (schema.path("type").asText().equals("object") && !closed(schema)) {
            return false;
        }
        return schema.path("properties").valueStream().allMatch(ToolSchema::allowsStrict)
                && allowsStrict(schema.path("items"))
                && schema.path("$defs").valueStream().allMatch(ToolSchema::allowsStrict)
                && schema.path("anyOf").valueStream().allMatch(ToolSchema::allowsStrict);
    }

    private static boolean closed(JsonNode schema) {
        var required = new HashSet<String>();
        if (schema.path("required") instanceof ArrayNode names) {
            names.forEach(n -> required.add(n.asText()));
        }
        boolean open = !schema.path("additionalProperties").isBoolean()
                || schema.path("additionalProperties").asBoolean();
        return !open && schema.path("properties").propertyStream().allMatch(p -> required.contains(p.getKey()));
    }
}
