package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to one object of a client's request. A value of the wrong type is the client's fault and is refused with the
 * field's dotted path; JSON null counts as absent.
 *
 * @param path where the object stands in the request, empty for the request itself
 */
public record Fields(ObjectNode node, String path) {

    /**
     * The fields of a value that must be an object.
     *
     * @throws ChatException when it is none
     */
    public static Fields of(JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            return new Fields(object, path);
        }
        throw wrong(path, "must be an object");
    }

    /** The exception for a value at this path that the protocol does not allow; {@code what} completes the sentence. */
    public static ChatException wrong(String path, String what) {
        return Failure.badRequest((path.isEmpty() ? "request" : path) + ": " + what, path.isEmpty() ? null : path)
                .asException();
    }

    /** The dotted path of one of this object's fields. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The value, or null when it is absent or JSON null. */
    public @Nullable JsonNode get(String name) {
        var value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Says that these fields mean nothing to anyone but who wrote them: that they are not translated is no loss. */
    public void passOver(String... names) {
        for (var name : names) {
            node.get(name);
        }
    }

    /** Adds these fields to another object. */
    public void copyTo(ObjectNode other) {
        node.properties().forEach(field -> other.set(field.getKey(), field.getValue()));
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    public @Nullable String string(String name) {
        var value = get(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        throw wrong(at(name), "must be a string");
    }

    public String requiredString(String name) {
        var value = string(name);
        if (value == null) {
            throw wrong(at(name), "is required");
        }
        return value;
    }

    public @Nullable Boolean bool(String name) {
        var value = get(name);
        if (value == null || value.isBoolean()) {
            return value == null ? null : Boolean.valueOf(value.booleanValue());
        }
        throw wrong(at(name), "must be a boolean");
    }

    /** Whether the field is there and true. */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(bool(name));
    }

    /** A whole number that fits an int; {@code 5.0} is one. */
    public @Nullable Integer integer(String name) {
        var value = longInteger(name);
        if (value == null) {
            return null;
        }
        if (value.intValue() != value) {
            throw wrong(at(name), "is out of range");
        }
        return value.intValue();
    }

    public @Nullable Long longInteger(String name) {
        var value = decimal(name);
        try {
            return value == null ? null : Long.valueOf(value.longValueExact());
        } catch (ArithmeticException e) {
            throw new ChatException(Failure.badRequest(at(name) + ": must be an integer", at(name)), e);
        }
    }

    public @Nullable BigDecimal decimal(String name) {
        var value = get(name);
        if (value == null || value.isNumber()) {
            return value == null ? null : value.decimalValue();
        }
        throw wrong(at(name), "must be a number");
    }

    public @Nullable Fields object(String name) {
        var value = get(name);
        return value == null ? null : of(value, at(name));
    }

    public Fields requiredObject(String name) {
        var value = object(name);
        if (value == null) {
            throw wrong(at(name), "is required");
        }
        return value;
    }

    /** The elements of an array, empty when it is absent. */
    public List<JsonNode> array(String name) {
        var value = get(name);
        if (value == null || value instanceof ArrayNode) {
            return value == null ? List.of() : List.copyOf(value.valueStream().toList());
        }
        throw wrong(at(name), "must be an array");
    }

    /** The elements of an array of objects, each with its own path; empty when it is absent. */
    public List<Fields> objects(String name) {
        var elements = array(name);
        var objects = new ArrayList<Fields>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            objects.add(of(elements.get(i), at(name) + "." + i));
        }
        return objects;
    }

    public List<String> strings(String name) {
        var elements = array(name);
        var strings = new ArrayList<String>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (!elements.get(i).isTextual()) {
                throw wrong(at(name) + "." + i, "must be a string");
            }
            strings.add(elements.get(i).textValue());
        }
        return strings;
    }
}
