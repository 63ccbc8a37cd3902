package dev.signalbox.quota;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of a vendor's answer, read leniently: what is missing or of another type is absent, never zero. */
record Facts(JsonObject json) {
    private static final String NUMBER = "-?\\d{1,15}(\\.\\d{1,12})?";

    Set<String> names() {
        return json.keySet();
    }

    /** A number, written as one or as a text; the first of the names that has one. */
    OptionalDouble number(String... names) {
        for (var name : names) {
            var found = decimal(json.get(name));
            if (found != null) {
                return OptionalDouble.of(found.doubleValue());
            }
        }
        return OptionalDouble.empty();
    }

    /** Whole, downwards. */
    OptionalLong whole(String... names) {
        var found = number(names);
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of((long) Math.floor(found.getAsDouble()));
    }

    Optional<String> text(String name) {
        return json.get(name) instanceof JsonString text && !text.getString().isBlank()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /** A truth value; null when nothing says. */
    @Nullable
    Boolean flag(String name) {
        var value = json.get(name);
        if (JsonValue.TRUE.equals(value)) {
            return true;
        }
        return JsonValue.FALSE.equals(value) ? Boolean.FALSE : null;
    }

    boolean says(String name) {
        return Boolean.TRUE.equals(flag(name));
    }

    /** An object; one without anything where there is none. */
    Facts object(String name) {
        return new Facts(json.get(name) instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT);
    }

    List<Facts> objects(String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(one -> new Facts(one.asJsonObject()))
                        .toList()
                : List.of();
    }

    /** A moment, in whatever way it is written; the first of the names that has one. */
    @Nullable
    Instant time(Instant now, String... names) {
        var reader = new ResetTimes(now, null);
        for (var name : names) {
            var value = json.get(name);
            var number = decimal(value);
            var written = number != null
                    ? number.signum() > 0 ? number.toPlainString() : ""
                    : value instanceof JsonString text ? text.getString() : "";
            var moment = reader.read(written.matches("\\d{4}-\\d{2}-\\d{2}") ? written + "T00:00:00Z" : written);
            if (moment != null) {
                return moment;
            }
        }
        return null;
    }

    private static @Nullable BigDecimal decimal(@Nullable JsonValue value) {
        return switch (value) {
            case JsonNumber number -> number.bigDecimalValue();
            case JsonString text
            when text.getString().strip().matches(NUMBER) ->
                new BigDecimal(text.getString().strip());
            case null, default -> null;
        };
    }
}
