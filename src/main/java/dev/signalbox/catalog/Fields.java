package dev.signalbox.catalog;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a data file; says where it stands when something is wrong, and refuses fields it does not know. */
final class Fields {
    private final String where;
    private final JsonObject object;
    private final Set<String> unread;

    Fields(String where, JsonObject object) {
        this.where = where;
        this.object = object;
        this.unread = new HashSet<>(object.keySet());
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong(key, "is missing"));
    }

    Optional<String> optionalText(String key) {
        return value(key).map(value -> switch (value) {
            case JsonString text when !text.getString().isBlank() -> text.getString();
            default -> throw wrong(key, "is not a text");
        });
    }

    Optional<URI> optionalUri(String key) {
        return optionalText(key).map(text -> parse(key, text, URI::create));
    }

    @Nullable
    Integer optionalInt(String key) {
        return value(key).map(value -> number(key, value)).orElse(null);
    }

    @Nullable
    Boolean optionalFlag(String key) {
        return value(key).map(value -> flag(key, value)).orElse(null);
    }

    boolean flag(String key) {
        return value(key).map(value -> flag(key, value)).orElseThrow(() -> wrong(key, "is missing"));
    }

    /** The texts of a list, empty when it is absent. */
    List<String> texts(String key) {
        return values(key).stream()
                .map(value -> value instanceof JsonString text ? text.getString() : null)
                .map(text -> Optional.ofNullable(text).orElseThrow(() -> wrong(key, "holds something else than texts")))
                .toList();
    }

    /** A list of names, each understood by {@code parser}, without repetition; empty when it is absent. */
    <T> Set<T> names(String key, Function<String, Optional<T>> parser) {
        var found = new LinkedHashSet<T>();
        for (var text : texts(key)) {
            var parsed = parser.apply(text).orElseThrow(() -> wrong(key, "holds the unknown name " + text));
            if (!found.add(parsed)) {
                throw wrong(key, "names " + text + " twice");
            }
        }
        return found;
    }

    <T> T name(String key, Function<String, Optional<T>> parser) {
        var text = text(key);
        return parser.apply(text).orElseThrow(() -> wrong(key, "is the unknown name " + text));
    }

    <T> T parsed(String key, Function<String, T> parser) {
        return parse(key, text(key), parser);
    }

    <T> Optional<T> optionalParsed(String key, Function<String, T> parser) {
        return optionalText(key).map(text -> parse(key, text, parser));
    }

    Map<String, String> textMap(String key) {
        var map = new LinkedHashMap<String, String>();
        optionalObject(key).ifPresent(fields -> fields.keys().forEach(name -> map.put(name, fields.text(name))));
        return map;
    }

    Fields object(String key) {
        return optionalObject(key).orElseThrow(() -> wrong(key, "is missing"));
    }

    Optional<Fields> optionalObject(String key) {
        return value(key).map(value -> nested(key, value));
    }

    /** The objects of a list, empty when it is absent. */
    List<Fields> objects(String key) {
        return values(key).stream().map(value -> nested(key, value)).toList();
    }

    Set<String> keys() {
        return object.keySet();
    }

    /** To be called once all fields are read: one that was not is a spelling mistake. */
    void done() {
        if (!unread.isEmpty()) {
            throw new CatalogException(
                    where + ": unknown field " + unread.iterator().next());
        }
    }

    CatalogException wrong(String key, String what) {
        return new CatalogException(where + ": " + key + " " + what);
    }

    private Optional<JsonValue> value(String key) {
        unread.remove(key);
        return Optional.ofNullable(object.get(key));
    }

    private List<JsonValue> values(String key) {
        return value(key)
                .map(value -> switch (value.getValueType()) {
                    case ARRAY -> List.copyOf(value.asJsonArray());
                    case OBJECT, STRING, NUMBER, TRUE, FALSE, NULL -> throw wrong(key, "is not a list");
                })
                .orElse(List.of());
    }

    private Fields nested(String key, JsonValue value) {
        if (!(value instanceof JsonObject nested)) {
            throw wrong(key, "is not an object");
        }
        var name = nested.getString("id", nested.getString("match", ""));
        return new Fields(where + " " + key + (name.isEmpty() ? "" : " " + name), nested);
    }

    private int number(String key, JsonValue value) {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            return number.intValueExact();
        }
        throw wrong(key, "is not a whole number");
    }

    private boolean flag(String key, JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case OBJECT, ARRAY, STRING, NUMBER, NULL -> throw wrong(key, "is neither true nor false");
        };
    }

    private <T> T parse(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CatalogException(where + ": " + key + ": " + e.getMessage(), e);
        }
    }
}
