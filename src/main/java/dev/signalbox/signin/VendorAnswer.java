package dev.signalbox.signin;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A vendor's answer: a JSON object, read by the names of RFC 6749 or by their forms in camel case.
 *
 * @param json empty when the answer is none
 */
public record VendorAnswer(int status, JsonObject json) {
    private static final Pattern UNDERSCORE = Pattern.compile("_(.)");

    /** An answer with this body. */
    public static VendorAnswer of(int status, String body) {
        try (var reader = Json.createReader(new StringReader(body))) {
            return new VendorAnswer(status, reader.readObject());
        } catch (JsonException | IllegalStateException noObject) {
            return new VendorAnswer(status, JsonValue.EMPTY_JSON_OBJECT);
        }
    }

    /** Whether the vendor did what was asked. */
    public boolean ok() {
        return status / 100 == 2 && error().isEmpty();
    }

    /** The error's code, wherever vendors put it; empty when the answer names none. */
    String error() {
        return switch (json.get("error")) {
            case JsonString text -> text.getString();
            case JsonObject object ->
                text(object, "code")
                        .or(() -> text(object, "type"))
                        .or(() -> text(object, "status"))
                        .orElse("error");
            case null ->
                status / 100 == 2 ? "" : text("code").or(() -> text("__type")).orElse("");
            default -> "error";
        };
    }

    /** What the vendor says of it, for people. */
    public String explanation() {
        var nested =
                json.get("error") instanceof JsonObject object ? text(object, "message") : Optional.<String>empty();
        return nested.or(() -> text("error_description"))
                .or(() -> text("errorDescription"))
                .or(() -> text("message"))
                .or(() -> Optional.of(error()).filter(error -> !error.isEmpty()))
                .orElse("status " + status);
    }

    /** A text by its name in snake case, or in camel case. */
    Optional<String> text(String name) {
        return text(json, name).or(() -> text(json, camel(name)));
    }

    Optional<Duration> seconds(String name) {
        return number(name).map(Duration::ofSeconds);
    }

    /** A whole number, written as one or as a text. */
    Optional<Long> number(String name) {
        var value = json.containsKey(name) ? json.get(name) : json.get(camel(name));
        return switch (value) {
            case JsonNumber number -> Optional.of(number.longValue());
            case JsonString text
            when text.getString().matches("\\d{1,18}") -> Optional.of(Long.valueOf(text.getString()));
            case null, default -> Optional.empty();
        };
    }

    Optional<JsonObject> object(String name) {
        return json.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** A text of an object, also when it was written as a number. */
    static Optional<String> text(JsonObject object, String name) {
        return switch (object.get(name)) {
            case JsonString text when !text.getString().isBlank() -> Optional.of(text.getString());
            case JsonNumber number -> Optional.of(number.toString());
            case null, default -> Optional.empty();
        };
    }

    static String camel(String snake) {
        return UNDERSCORE.matcher(snake).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "VendorAnswer[" + status + "]";
    }
}
