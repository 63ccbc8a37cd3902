package dev.signalbox.management;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object sent by a caller, read field by field; what is missing, of the wrong type or unknown ends in a problem that
 * names the field. A resource takes it as its body parameter and calls {@link #only} first.
 */
public final class Input {
    private final JsonObject json;

    Input(JsonObject json) {
        this.json = json;
    }

    /** Refuses every field that is not among these. */
    public Input only(String... fields) {
        return onlyBeside(Set.of(), fields);
    }

    /** The same for a change, whose body may be the answer to a look: what only that shows is let through and counts for nothing. */
    public Input onlyBeside(Set<String> shown, String... fields) {
        var known = Set.of(fields);
        var strangers = json.keySet().stream().filter(name -> !known.contains(name) && !shown.contains(name));
        strangers.findFirst().ifPresent(name -> {
            throw ProblemException.badField(
                    name, "%s is no field of this call; known are %s".formatted(name, String.join(", ", fields)));
        });
        return this;
    }

    /** Whether the body names the field, be it with null. */
    public boolean names(String field) {
        return json.containsKey(field);
    }

    /** Whether the body names the field with null, which takes an optional value away. */
    public boolean isNull(String field) {
        return JsonValue.NULL.equals(json.get(field));
    }

    /** A text that must be there and not blank, at most {@code longest} characters; blanks around it are removed. */
    public String text(String field, int longest) {
        return optionalText(field, longest).orElseThrow(() -> missing(field));
    }

    /** A text that may be absent; null counts as absent, a blank one is refused. */
    public Optional<String> optionalText(String field, int longest) {
        return optionalVerbatim(field, longest).map(String::strip);
    }

    /** A text that may be absent; an empty one counts as absent too. */
    public Optional<String> possiblyEmpty(String field, int longest) {
        return json.get(field) instanceof JsonString text && text.getString().isBlank()
                ? Optional.empty()
                : optionalText(field, longest);
    }

    /** A secret or password that must be there: not blank, and kept with the blanks around it. */
    public String verbatim(String field, int longest) {
        return optionalVerbatim(field, longest).orElseThrow(() -> missing(field));
    }

    /** A secret or password that may be absent. */
    public Optional<String> optionalVerbatim(String field, int longest) {
        return value(field).map(value -> {
            if (!(value instanceof JsonString string)) {
                throw ProblemException.badField(field, field + " must be a text");
            }
            return checked(field, string.getString(), longest);
        });
    }

    /** A document that must be there, as a text of several lines or as an object of its own. */
    public String document(String field, int longest) {
        var text = switch (value(field).orElseThrow(() -> missing(field))) {
            case JsonString string -> string.getString();
            case JsonObject object -> object.toString();
            default -> throw ProblemException.badField(field, field + " must be a text or an object");
        };
        if (text.isBlank()) {
            throw ProblemException.invalid(field, field + " must not be empty");
        }
        if (text.length() > longest) {
            throw ProblemException.invalid(field, "%s must not be longer than %d characters".formatted(field, longest));
        }
        return text;
    }

    /** A yes or no that may be absent. */
    public Optional<Boolean> flag(String field) {
        return value(field).map(value -> switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case ARRAY, OBJECT, STRING, NUMBER, NULL ->
                throw ProblemException.badField(field, field + " must be true or false");
        });
    }

    /** A whole number from {@code least} to {@code most} that may be absent. */
    public Optional<Integer> number(String field, int least, int most) {
        return value(field).map(value -> {
            if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
                throw ProblemException.badField(field, field + " must be a whole number");
            }
            var exact = number.bigIntegerValue();
            if (exact.bitLength() > 31 || exact.intValue() < least || exact.intValue() > most) {
                throw ProblemException.invalid(field, "%s must be from %d to %d".formatted(field, least, most));
            }
            return exact.intValue();
        });
    }

    /** A whole number of any size from {@code least} to {@code most} that may be absent. */
    public Optional<Long> wholeNumber(String field, long least, long most) {
        return value(field).map(value -> {
            if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
                throw ProblemException.badField(field, field + " must be a whole number");
            }
            var exact = number.bigIntegerValue();
            if (exact.bitLength() > 63 || exact.longValue() < least || exact.longValue() > most) {
                throw ProblemException.invalid(field, "%s must be from %d to %d".formatted(field, least, most));
            }
            return exact.longValue();
        });
    }

    /** An object of whole numbers by name, empty when it is absent. */
    public Map<String, Integer> numbers(String field, int least, int most) {
        var value = value(field);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (!(value.get() instanceof JsonObject object)) {
            throw ProblemException.badField(field, field + " must be an object of whole numbers");
        }
        var inner = new Input(object);
        return object.keySet().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> inner.number(name, least, most)
                                .orElseThrow(() -> ProblemException.badField(field, name + " must be a number"))));
    }

    /** A moment as in ISO 8601, {@code 2026-12-31T00:00:00Z}, that may be absent. */
    public Optional<Instant> instant(String field) {
        return optionalText(field, 40).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException notAnInstant) {
                throw ProblemException.invalid(field, field + " must be a moment such as 2026-12-31T00:00:00Z");
            }
        });
    }

    /** A list of texts that may be absent; none of them blank or longer than {@code longest}. */
    public Optional<List<String>> texts(String field, int longest, int most) {
        return value(field).map(value -> {
            if (!(value instanceof JsonArray array)) {
                throw ProblemException.badField(field, field + " must be a list of texts");
            }
            if (array.size() > most) {
                throw ProblemException.invalid(field, "%s must not have more than %d entries".formatted(field, most));
            }
            return array.stream().map(item -> listed(field, item, longest)).toList();
        });
    }

    /** The texts by name in an object that may be absent; an empty text is allowed. */
    public Optional<Map<String, String>> textsByName(String field, int longest) {
        var value = json.get(field);
        if (value == null || JsonValue.NULL.equals(value)) {
            return Optional.empty();
        }
        if (!(value instanceof JsonObject object)) {
            throw ProblemException.badField(field, field + " must be an object of texts");
        }
        var texts = new LinkedHashMap<String, String>();
        object.forEach((name, each) -> {
            if (!(each instanceof JsonString text) || text.getString().length() > longest) {
                throw ProblemException.badField(
                        field + "." + name,
                        "%s.%s must be a text of at most %d characters".formatted(field, name, longest));
            }
            texts.put(name, text.getString());
        });
        return Optional.of(texts);
    }

    /** The object itself, for a body whose fields are not known beforehand. */
    public JsonObject json() {
        return json;
    }

    private static String listed(String field, JsonValue item, int longest) {
        if (!(item instanceof JsonString string)) {
            throw ProblemException.badField(field, field + " must be a list of texts");
        }
        return checked(field, string.getString(), longest).strip();
    }

    private static String checked(String field, String text, int longest) {
        if (text.isBlank()) {
            throw ProblemException.invalid(field, field + " must not be empty");
        }
        if (text.length() > longest) {
            throw ProblemException.invalid(field, "%s must not be longer than %d characters".formatted(field, longest));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(field, field + " must not hold control characters");
        }
        return text;
    }

    private Optional<JsonValue> value(String field) {
        @Nullable JsonValue value = json.get(field);
        return value == null || JsonValue.NULL.equals(value) ? Optional.empty() : Optional.of(value);
    }

    private static ProblemException missing(String field) {
        return ProblemException.badField(field, field + " is required");
    }
}
