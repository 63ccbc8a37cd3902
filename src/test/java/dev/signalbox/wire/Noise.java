package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damage done to documents and streams: by value, by place, by byte. */
final class Noise {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "-1",
            "0",
            "0.5",
            "1e400",
            "-9223372036854775809",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "\"\\ud800\"",
            "[]",
            "[null]",
            "{}",
            "{\"type\":\"x\"}",
            "{\"type\":\"text\",\"text\":\"t\"}",
            "[[]]",
            "[{}]",
            "\"data:image/png;base64,\"",
            "\"not base64 at all!\"");

    private Noise() {}

    /** A copy in which some values are others, missing, doubled or moved. */
    static JsonNode changed(JsonNode document, Random random) {
        var root = Json.object();
        root.set("root", document.deepCopy());
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            change(root, random);
        }
        return root.path("root");
    }

    private static void change(ObjectNode root, Random random) {
        var containers = new ArrayList<JsonNode>();
        collect(root, containers);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object when !object.isEmpty() -> change(root, object, random);
            case ArrayNode array
            when !array.isEmpty() -> {
                int at = random.nextInt(array.size());
                switch (random.nextInt(4)) {
                    case 0 -> array.remove(at);
                    case 1 ->
                        array.insert(random.nextInt(array.size()), array.get(at).deepCopy());
                    case 2 -> array.set(at, value(root, random));
                    default -> array.insert(0, array.remove(at));
                }
            }
            case ArrayNode empty -> empty.add(value(root, random));
            default -> {}
        }
    }

    private static void change(ObjectNode root, ObjectNode object, Random random) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0 && !name.equals("root")) {
            object.remove(name);
        } else {
            object.set(name, value(root, random));
        }
    }

    private static JsonNode value(ObjectNode root, Random random) {
        if (random.nextInt(4) > 0) {
            return Json.parse(VALUES.get(random.nextInt(VALUES.size()))).orElseThrow();
        }
        var containers = new ArrayList<JsonNode>();
        collect(root, containers);
        return containers.get(random.nextInt(containers.size())).deepCopy();
    }

    private static void collect(JsonNode at, List<JsonNode> containers) {
        if (at.isContainerNode()) {
            containers.add(at);
            at.forEach(child -> collect(child, containers));
        }
    }

    /** A copy in which bytes are others, missing, doubled, or all of them chance. */
    static byte[] torn(byte[] bytes, Random random) {
        if (random.nextInt(20) == 0) {
            var chance = new byte[random.nextInt(200)];
            random.nextBytes(chance);
            return chance;
        }
        var torn = bytes;
        for (int i = 1 + random.nextInt(4); i > 0 && torn.length > 0; i--) {
            torn = tear(torn, random.nextInt(torn.length), random);
        }
        return torn;
    }

    private static byte[] tear(byte[] bytes, int at, Random random) {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
        return switch (random.nextInt(5)) {
            case 0 -> {
                var flipped = bytes.clone();
                flipped[at] = (byte) random.nextInt(256);
                yield flipped;
            }
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(bytes, at, new byte[0], at + length);
            case 3 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            default -> joined(bytes, at, "\n\ndata: [DONE]\n\n{}\"".getBytes(StandardCharsets.UTF_8), at);
        };
    }

    private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
        var out = new byte[until + between.length + bytes.length - from];
        System.arraycopy(bytes, 0, out, 0, until);
        System.arraycopy(between, 0, out, until, between.length);
        System.arraycopy(bytes, from, out, until + between.length, bytes.length - from);
        return out;
    }
}
