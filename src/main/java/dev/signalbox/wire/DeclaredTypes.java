package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import java.util.Map;

/**
 * The types of the fields that OpenAI's protocols declare and that only pass through here. A value of another type is refused as
 * the API refuses it: left alone it would be ignored where the provider speaks another protocol.
 */
public final class DeclaredTypes {
    /** A type as the API's error messages call it. */
    public enum Expected {
        TEXT("a string"),
        FLAG("a boolean"),
        WHOLE_NUMBER("an integer"),
        OBJECT("an object"),
        LIST("an array"),
        TEXT_OR_OBJECT("one of a string or object");

        private final String words;

        Expected(String words) {
            this.words = words;
        }

        private boolean fits(JsonNode value) {
            return switch (this) {
                case TEXT -> value.isTextual();
                case FLAG -> value.isBoolean();
                case WHOLE_NUMBER -> value.isIntegralNumber();
                case OBJECT -> value.isObject();
                case LIST -> value.isArray();
                case TEXT_OR_OBJECT -> value.isTextual() || value.isObject();
            };
        }
    }

    private DeclaredTypes() {}

    /**
     * Checks the fields of an object as far as they are there and not null.
     *
     * @throws ChatException for the first one that is of another type
     */
    public static void check(Fields fields, Map<String, Expected> types) {
        for (var field : fields.node().properties()) {
            var type = types.get(field.getKey());
            var value = field.getValue();
            if (type != null && !value.isNull() && !type.fits(value)) {
                throw refused(fields.at(field.getKey()), type, value);
            }
        }
    }

    private static ChatException refused(String path, Expected type, JsonNode value) {
        var message =
                "Invalid type for '" + path + "': expected " + type.words + ", but got " + name(value) + " instead.";
        return new Failure(Failure.Kind.CLIENT_FAULT, 400, message, "invalid_type", path, null).asException();
    }

    private static String name(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal number";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING -> "null";
            case BINARY -> "binary data";
        };
    }
}
