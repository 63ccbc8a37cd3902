package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Every variant of a JSON document with one value left out or replaced by one of another type. */
final class Mutations {
    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "-1",
            "0.5",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "[]",
            "[null]",
            "{}",
            "{\"type\":\"x\"}",
            "[[]]",
            "[{}]");

    private Mutations() {}

    static List<byte[]> of(JsonNode document) {
        var variants = new ArrayList<byte[]>();
        visit(document, document, variants);
        return variants;
    }

    private static void visit(JsonNode root, JsonNode at, List<byte[]> variants) {
        switch (at) {
            case ObjectNode object -> {
                for (var name :
                        List.copyOf(object.propertyStream().map(e -> e.getKey()).toList())) {
                    var old = object.get(name);
                    for (var other : OTHERS) {
                        object.set(name, Json.parse(other).orElseThrow());
                        variants.add(Json.bytes(root));
                    }
                    object.set(name, old);
                    visit(root, old, variants);
                    var copy = object.deepCopy();
                    object.remove(name);
                    variants.add(Json.bytes(root));
                    object.removeAll();
                    copy.propertyStream().forEach(e -> object.set(e.getKey(), e.getValue()));
                    object.set(name, old);
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    var old = array.get(i);
                    for (var other : OTHERS) {
                        array.set(i, Json.parse(other).orElseThrow());
                        variants.add(Json.bytes(root));
                    }
                    array.set(i, old);
                    visit(root, old, variants);
                }
            }
            default -> {}
        }
    }
}
