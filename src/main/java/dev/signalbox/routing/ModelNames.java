package dev.signalbox.routing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a provider's list of models, in any of the shapes providers have: OpenAI's, Anthropic's, Gemini's, Ollama's. */
final class ModelNames {
    private static final String GEMINI_FOLDER = "models/";

    private ModelNames() {}

    /** The names in the order given; empty when it is no such list. */
    static Optional<List<String>> read(byte[] body) {
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            return list(reader.readValue())
                    .map(list ->
                            list.stream().flatMap(ModelNames::name).distinct().toList());
        } catch (JsonException | IllegalStateException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<JsonArray> list(JsonValue value) {
        if (value instanceof JsonArray bare) {
            return Optional.of(bare);
        }
        if (value instanceof JsonObject object) {
            return Stream.of("data", "models")
                    .map(object::get)
                    .flatMap(found -> found instanceof JsonArray array ? Stream.of(array) : Stream.empty())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Stream<String> name(JsonValue model) {
        if (!(model instanceof JsonObject object)) {
            return Stream.empty();
        }
        return Stream.of("id", "name")
                .map(object::get)
                .flatMap(found -> found instanceof JsonString string ? Stream.of(string.getString()) : Stream.empty())
                .map(name -> name.startsWith(GEMINI_FOLDER) ? name.substring(GEMINI_FOLDER.length()) : name)
                .limit(1);
    }
}
