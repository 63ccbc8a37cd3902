package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message of a client's request in proto-JSON: fields by camelCase or snake_case name, null is absence, numbers may come as
 * strings, a lone object stands for a list of one. A value of another type is the client's fault, told by its path.
 */
final class ProtoJson {
    private final ObjectNode node;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    ProtoJson(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    ObjectNode node() {
        return node;
    }

    String path() {
        return path;
    }

    String path(String name) {
        if (name.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    @Nullable
    JsonNode get(String name) {
        asked.add(name);
        var value = node.get(name);
        if (value == null) {
            var snake = snake(name);
            asked.add(snake);
            value = node.get(snake);
        }
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return get(name) != null;
    }

    static String snake(String camel) {
        var out = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.append('_').append((char) (c + 32));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    @Nullable
    String text(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        throw wrong(name, "a string");
    }

    String text(String name, String otherwise) {
        var value = text(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    Boolean bool(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        throw wrong(name, "a boolean");
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(bool(name));
    }

    @Nullable
    BigDecimal number(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.isNumber() || value.isTextual()) {
                return new BigDecimal(value.asText());
            }
        } catch (NumberFormatException e) {
            throw new ChatException(wrong(name, "a number").failure(), e);
        }
        throw wrong(name, "a number");
    }

    @Nullable
    Long whole(String name) {
        var value = number(name);
        if (value == null) {
            return null;
        }
        // the scale is looked at first: 1e999999999 must not be expanded
        if (value.precision() - value.scale() <= 19 && value.scale() <= 400) {
            try {
                return value.longValueExact();
            } catch (ArithmeticException e) {
                throw new ChatException(wrong(name, "a whole number").failure(), e);
            }
        }
        throw wrong(name, "a whole number");
    }

    @Nullable
    Integer integer(String name) {
        var value = whole(name);
        if (value == null) {
            return null;
        }
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw wrong(name, "a 32-bit number");
        }
        return value.intValue();
    }

    @Nullable
    ProtoJson object(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new ProtoJson(object, path(name));
        }
        throw wrong(name, "an object");
    }

    List<ProtoJson> objects(String name) {
        var value = get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof ObjectNode single) {
            return List.of(new ProtoJson(single, path(name)));
        }
        if (!value.isArray()) {
            throw wrong(name, "a list");
        }
        var list = new ArrayList<ProtoJson>();
        for (int i = 0; i < value.size(); i++) {
            if (!(value.get(i) instanceof ObjectNode object)) {
                throw wrong(name + "[" + i + "]", "an object");
            }
            list.add(new ProtoJson(object, path(name) + "[" + i + "]"));
        }
        return list;
    }

    List<String> texts(String name) {
        var value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "a list of strings");
        }
        var list = new ArrayList<String>();
        for (var item : value) {
            if (!item.isTextual()) {
                throw wrong(name, "a list of strings");
            }
            list.add(item.textValue());
        }
        return list;
    }

    /** The fields nobody asked for, by their path. */
    Map<String, RawJson> rest() {
        var rest = new LinkedHashMap<String, RawJson>();
        node.properties().forEach(field -> {
            if (!asked.contains(field.getKey()) && !field.getValue().isNull()) {
                // a field without a name is not the object itself
                var name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                rest.put(name, Json.raw(field.getValue()));
            }
        });
        return rest;
    }

    ChatException wrong(String name, String expected) {
        return fault(name, "'" + path(name) + "' must be " + expected + ".");
    }

    ChatException fault(String name, String message) {
        return Failure.badRequest(message, path(name)).asException();
    }
}
