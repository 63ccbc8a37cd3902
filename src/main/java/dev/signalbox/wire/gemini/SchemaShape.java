package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Takes a schema's composition apart: references are put in place, {@code allOf} and conditions merged, of alternatives the
 * richest chosen, bare property maps wrapped. What comes out has plain keywords only, for this level.
 */
final class SchemaShape {

    /**
     * One level of a schema without composition.
     *
     * @param open the references being followed on the way here: meeting one again is a cycle
     */
    record Plain(ObjectNode node, boolean nullable, List<String> hints, List<String> open) {}

    private static final int MAX_STEPS = 40;
    private final SchemaReferences references;

    SchemaShape(JsonNode root) {
        this.references = new SchemaReferences(root);
    }

    /** At the root all alternatives are laid over each other, because the arguments must be one object. */
    Plain plain(ObjectNode schema, boolean atRoot) {
        return new Unfolding(List.of(), atRoot).run(schema);
    }

    Plain plain(ObjectNode schema, List<String> open) {
        return new Unfolding(open, false).run(schema);
    }

    private final class Unfolding {
        private final List<String> open;
        private final boolean atRoot;
        private final List<String> hints = new ArrayList<>();
        private boolean nullable;
        private int steps;

        Unfolding(List<String> open, boolean atRoot) {
            this.open = new ArrayList<>(open);
            this.atRoot = atRoot;
        }

        Plain run(ObjectNode schema) {
            var node = unfold(schema);
            var type = node.path("type");
            for (var t : type) {
                nullable |= t.asText().equalsIgnoreCase("null");
            }
            nullable |= type.asText().equalsIgnoreCase("null");
            return new Plain(node, nullable, hints, List.copyOf(open));
        }

        private ObjectNode unfold(ObjectNode schema) {
            var node = PropertyMap.is(schema) ? PropertyMap.wrapped(schema) : schema.deepCopy();
            if (++steps > MAX_STEPS) {
                return node;
            }
            if (node.path("$ref").isTextual()) {
                node = dereferenced(node);
            }
            if (node.remove("allOf") instanceof ArrayNode all) {
                for (var part : all) {
                    if (part instanceof ObjectNode object) {
                        merge(unfold(object), node, true);
                    }
                }
            }
            for (var name : List.of("then", "else")) {
                if (node.remove(name) instanceof ObjectNode branch) {
                    merge(unfold(branch), node, false);
                }
            }
            node.remove("if");
            for (var name : List.of("anyOf", "oneOf")) {
                if (node.remove(name) instanceof ArrayNode alternatives) {
                    choose(alternatives, node);
                }
            }
            return node;
        }

        private ObjectNode dereferenced(ObjectNode schema) {
            var reference = schema.get("$ref").textValue();
            var rest = schema;
            rest.remove("$ref");
            var name = reference.substring(reference.lastIndexOf('/') + 1);
            if (open.contains(reference) || !(references.target(reference) instanceof ObjectNode found)) {
                hints.add("see: " + name);
                if (!rest.has("type")) {
                    rest.put("type", "object");
                }
                return rest;
            }
            open.add(reference);
            var out = unfold(found);
            rest.properties().forEach(field -> out.set(field.getKey(), field.getValue()));
            return out;
        }

        private void choose(ArrayNode alternatives, ObjectNode node) {
            var branches = new ArrayList<ObjectNode>();
            for (var alternative : alternatives) {
                if (alternative.path("type").asText().equals("null")) {
                    nullable = true;
                } else if (alternative instanceof ObjectNode object) {
                    branches.add(object);
                }
            }
            var values = enumerated(branches);
            if (!values.isEmpty()) {
                node.set("enum", values);
                return;
            }
            if (atRoot) {
                branches.forEach(b -> merge(unfold(b), node, false));
                return;
            }
            pick(branches, node);
        }

        private void pick(List<ObjectNode> branches, ObjectNode node) {
            ObjectNode best = null;
            int most = -1;
            var chosenOpen = List.<String>of();
            var before = List.copyOf(open);
            var names = new LinkedHashSet<String>();
            for (var branch : branches) {
                open.clear();
                open.addAll(before);
                var unfolded = unfold(branch);
                int score = richness(unfolded);
                names.add(name(unfolded));
                if (score > most) {
                    most = score;
                    best = unfolded;
                    chosenOpen = List.copyOf(open);
                }
            }
            open.clear();
            open.addAll(chosenOpen.isEmpty() ? before : chosenOpen);
            if (best != null) {
                merge(best, node, true);
            }
            if (names.size() > 1) {
                hints.add("accepts: " + String.join(" or ", names));
            }
        }
    }

    /** The values of alternatives that are nothing but values; empty when one is more. */
    private static ArrayNode enumerated(List<ObjectNode> branches) {
        var values = Json.array();
        for (var branch : branches) {
            if (branch.has("const")) {
                values.add(branch.get("const"));
            } else if (branch.path("enum").isArray()) {
                branch.get("enum").forEach(values::add);
            } else {
                return Json.array();
            }
        }
        return values;
    }

    private static int richness(ObjectNode schema) {
        if (schema.path("properties").isObject() || schema.path("type").asText().equals("object")) {
            return 100 + schema.path("properties").size();
        }
        if (schema.has("items") || schema.path("type").asText().equals("array")) {
            return 50;
        }
        return schema.has("type") || schema.has("enum") ? 10 : 0;
    }

    private static String name(ObjectNode schema) {
        if (schema.path("title").isTextual()) {
            return schema.get("title").textValue();
        }
        var type = schema.path("type");
        var description = schema.path("description").asText("");
        var base = type.isTextual() ? type.textValue() : "any";
        return description.isEmpty() || description.length() > 60 ? base : base + " " + description;
    }

    /** Adds what {@code into} does not have yet; properties and, if they count, required names are united. */
    private static void merge(ObjectNode from, ObjectNode into, boolean withRequired) {
        from.properties().forEach((Map.Entry<String, JsonNode> field) -> {
            var name = field.getKey();
            var value = field.getValue();
            if (name.equals("properties") && into.get("properties") instanceof ObjectNode own) {
                value.properties().forEach(p -> {
                    if (!own.has(p.getKey())) {
                        own.set(p.getKey(), p.getValue());
                    }
                });
            } else if (name.equals("required") && value.isArray()) {
                if (withRequired) {
                    var names = into.get("required") instanceof ArrayNode own ? own : into.putArray("required");
                    value.forEach(names::add);
                }
            } else if (!into.has(name)) {
                into.set(name, value);
            }
        });
    }
}
