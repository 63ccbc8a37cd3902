package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SchemaDialect;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes JSON schemas of other vendors' clients acceptable: draft 2020-12, an object without alternatives at the root, types in
 * lower case. Property names are never taken for keywords.
 */
final class Schemas {
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");
    private static final List<String> NAMED = List.of("properties", "$defs", "definitions", "patternProperties");
    private static final List<String> SINGLE =
            List.of("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames");

    private Schemas() {}

    /** A tool's input schema. */
    static ObjectNode input(JsonNode given) {
        if (!(given instanceof ObjectNode original)) {
            return empty();
        }
        var schema = original.deepCopy();
        SchemaDialect.dereferenceRoot(schema);
        clean(schema);
        mergeAlternatives(schema);
        if (!schema.path("type").asText().equals("object")) {
            schema.put("type", "object");
        }
        if (!schema.path("properties").isObject()) {
            schema.putObject("properties");
        }
        return schema;
    }

    private static ObjectNode empty() {
        var schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static void mergeAlternatives(ObjectNode schema) {
        for (var keyword : ALTERNATIVES) {
            var branches = schema.remove(keyword);
            if (branches == null) {
                continue;
            }
            for (var branch : branches) {
                for (var property : branch.path("properties").properties()) {
                    schema.withObjectProperty("properties").putIfAbsent(property.getKey(), property.getValue());
                }
                if (keyword.equals("allOf")) {
                    addRequired(schema, branch.path("required"));
                }
            }
        }
    }

    private static void addRequired(ObjectNode schema, JsonNode names) {
        for (var name : names) {
            var required = schema.withArrayProperty("required");
            if (required.valueStream().noneMatch(name::equals)) {
                required.add(name);
            }
        }
    }

    static void clean(ObjectNode schema) {
        SchemaDialect.modernise(schema);
        type(schema);
        unless(schema, "required", schema.path("required").isArray());
        unless(schema, "enum", schema.path("enum").isArray());
        unless(schema, "properties", schema.path("properties").isObject());
        unless(schema, "exclusiveMinimum", schema.path("exclusiveMinimum").isNumber());
        unless(schema, "exclusiveMaximum", schema.path("exclusiveMaximum").isNumber());
        for (var keyword : ALTERNATIVES) {
            unless(
                    schema,
                    keyword,
                    schema.path(keyword).isArray() && !schema.path(keyword).isEmpty());
        }
        children(schema).forEach(Schemas::clean);
    }

    private static void unless(ObjectNode schema, String keyword, boolean proper) {
        if (!proper) {
            schema.remove(keyword);
        }
    }

    /** Types by names that nobody knows say nothing. */
    private static void type(ObjectNode schema) {
        var type = schema.path("type");
        if (type instanceof ArrayNode several) {
            var kept = Json.array();
            several.forEach(t -> {
                if (SchemaDialect.isType(t.asText())) {
                    kept.add(t);
                }
            });
            schema.set("type", kept);
        }
        unless(schema, "type", !schema.path("type").isEmpty() || SchemaDialect.isType(type.asText()));
    }

    static List<ObjectNode> children(ObjectNode schema) {
        var children = new ArrayList<ObjectNode>();
        for (var keyword : NAMED) {
            schema.path(keyword).forEach(s -> add(children, s));
        }
        for (var keyword : SINGLE) {
            add(children, schema.path(keyword));
        }
        for (var keyword : ALTERNATIVES) {
            schema.path(keyword).forEach(s -> add(children, s));
        }
        schema.path("prefixItems").forEach(s -> add(children, s));
        return children;
    }

    private static void add(List<ObjectNode> children, JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            children.add(object);
        }
    }
}
