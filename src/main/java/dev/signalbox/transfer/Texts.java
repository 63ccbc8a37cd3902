package dev.signalbox.transfer;

import dev.signalbox.catalog.InvalidSetting;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads JSON that others have written: what is missing or of another type is absent, and no refusal repeats a value. */
final class Texts {
    private static final String FILE = "file";

    private Texts() {}

    static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | ClassCastException malformed) {
            // the parser's own message may quote what it has read
            throw new InvalidSetting(FILE, "The file does not hold a JSON object.");
        }
    }

    static Optional<String> text(JsonObject from, String name) {
        return from.get(name) instanceof JsonString text
                ? Optional.of(text.getString().strip()).filter(t -> !t.isEmpty())
                : Optional.empty();
    }

    static String text(JsonObject from, String name, String otherwise) {
        return text(from, name).orElse(otherwise);
    }

    static boolean flag(JsonObject from, String name, boolean otherwise) {
        JsonValue value = from.get(name);
        if (value instanceof JsonNumber number) { // SQLite has no truth values
            return number.intValue() != 0;
        }
        return JsonValue.TRUE.equals(value) || (otherwise && !JsonValue.FALSE.equals(value));
    }

    static Optional<JsonNumber> number(JsonObject from, String name) {
        return from.get(name) instanceof JsonNumber number ? Optional.of(number) : Optional.empty();
    }

    static @Nullable Instant instant(JsonObject from, String name) {
        if (from.get(name) instanceof JsonNumber number) {
            long value = number.longValue();
            // seconds and milliseconds are told apart by size until the year 5138
            return value > 100_000_000_000L ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
        }
        try {
            return text(from, name).map(Instant::parse).orElse(null);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    static JsonObject object(JsonObject from, String name) {
        return from.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    static List<JsonObject> objects(JsonObject from, String name) {
        return from.get(name) instanceof JsonArray array
                ? array.stream().flatMap(Texts::objects).toList()
                : List.of();
    }

    private static Stream<JsonObject> objects(JsonValue value) {
        return value instanceof JsonObject object ? Stream.of(object) : Stream.empty();
    }

    static List<String> texts(JsonObject from, String name) {
        return from.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(value -> ((JsonString) value).getString())
                        .toList()
                : List.of();
    }
}
