package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.SchemaDialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A schema of another vendor's client as this API can hold an answer to it: closed objects, no bounds of values, no recursion. A
 * bound that it refuses is told in the description. What allows keys that it does not name, or anything at all, cannot be held:
 * closing it would forbid what the client asked for.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs">Structured outputs</a>
 */
final class OutputSchema {
    private static final Set<String> KEPT = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "anyOf",
            "allOf",
            "$ref",
            "$defs",
            "definitions",
            "enum",
            "const",
            "default",
            "title",
            "description");
    private static final Set<String> UNSAID =
            Set.of("$schema", "$id", "id", "$comment", "$anchor", "readOnly", "writeOnly", "deprecated", "strict");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");
    private static final Pattern BEYOND_PATTERNS = Pattern.compile("\\(\\?|\\\\[bB1-9]");
    private static final Set<String> SHAPES = Set.of("type", "anyOf", "allOf", "$ref", "enum", "const");

    private final ObjectNode root;
    private final Set<String> followed = new HashSet<>();
    private boolean holdable = true;

    private OutputSchema(ObjectNode root) {
        this.root = root;
    }

    /** The schema to send; empty where the form can only be told in words. */
    static Optional<ObjectNode> of(JsonNode given) {
        if (!(given instanceof ObjectNode original)) {
            return Optional.empty();
        }
        var root = original.deepCopy();
        SchemaDialect.dereferenceRoot(root);
        Schemas.clean(root);
        var schema = new OutputSchema(root);
        schema.narrow(root);
        schema.follow(root, List.of());
        return schema.holdable ? Optional.of(root) : Optional.empty();
    }

    private void narrow(ObjectNode schema) {
        if (schema.has("oneOf") && !schema.has("anyOf")) {
            schema.set("anyOf", schema.remove("oneOf"));
        }
        if (schema.path("allOf").size() == 1 && schema.remove("allOf").get(0) instanceof ObjectNode only) {
            only.properties().forEach(field -> schema.putIfAbsent(field.getKey(), field.getValue()));
        }
        close(schema);
        tell(schema);
        holdable &= SHAPES.stream().anyMatch(schema::has)
                && schema.path("enum").valueStream().noneMatch(JsonNode::isContainerNode);
        Schemas.children(schema).forEach(this::narrow);
    }

    private void close(ObjectNode schema) {
        if (!is(schema, "object") && !schema.has("properties")) {
            return;
        }
        var others = schema.path("additionalProperties");
        boolean open = others.isObject() && !others.isEmpty();
        boolean nameless = schema.path("properties").isEmpty() && !(others.isBoolean() && !others.booleanValue());
        holdable &= !open && !nameless && !schema.has("patternProperties");
        schema.put("additionalProperties", false);
    }

    private static boolean is(ObjectNode schema, String type) {
        var given = schema.path("type");
        return given.asText().equals(type)
                || given.valueStream().anyMatch(t -> t.asText().equals(type));
    }

    /** Takes off what the API refuses, and says it in the description. */
    private static void tell(ObjectNode schema) {
        var words = new ArrayList<String>();
        for (var name : namesOf(schema)) {
            if (!kept(name, schema.get(name))) {
                var value = schema.remove(name);
                if (!UNSAID.contains(name)) {
                    words.add(name + ": " + (value.isTextual() ? value.textValue() : value));
                }
            }
        }
        if (!words.isEmpty()) {
            var given = schema.path("description").asText("");
            var told = String.join("; ", words);
            schema.put("description", given.isEmpty() ? told : given + " (" + told + ")");
        }
    }

    private static List<String> namesOf(ObjectNode schema) {
        return schema.properties().stream().map(field -> field.getKey()).toList();
    }

    private static boolean kept(String name, JsonNode value) {
        return switch (name) {
            case "format" -> FORMATS.contains(value.asText());
            case "pattern" ->
                value.isTextual() && !BEYOND_PATTERNS.matcher(value.textValue()).find();
            case "minItems" -> value.isInt() && value.intValue() <= 1;
            default -> KEPT.contains(name);
        };
    }

    /** References that lead nowhere, elsewhere or in a circle are refused. */
    private void follow(ObjectNode schema, List<String> open) {
        if (schema.has("$ref")) {
            var reference = schema.get("$ref").asText();
            boolean local = reference.startsWith("#/") && !open.contains(reference);
            if (!local || !(root.at(reference.substring(1)) instanceof ObjectNode found)) {
                holdable = false;
            } else if (followed.add(reference)) {
                var within = new ArrayList<>(open);
                within.add(reference);
                follow(found, within);
            }
        }
        Schemas.children(schema).forEach(child -> follow(child, open));
    }
}
