package dev.signalbox.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.jspecify.annotations.Nullable;

/** What the vendors' protocols look like, one request and its answer by route, from a file: their bodies have no types here. */
final class OpenApiExamples {
    private static final String FILE = "/openapi/clients.json";
    private static final String TYPE = "application/json";

    private final JsonObject routes;

    private OpenApiExamples(JsonObject routes) {
        this.routes = routes;
    }

    static OpenApiExamples load() {
        return new OpenApiExamples(read(FILE));
    }

    static JsonObject read(String name) {
        try (var file = Objects.requireNonNull(OpenApiExamples.class.getResourceAsStream(name));
                var reader = Json.createReader(file)) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Describes the operations of a path that the file knows. */
    void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            var known = routes.getJsonObject(method + " " + path);
            if (known != null) {
                describe(operation, known);
            }
        });
    }

    private static void describe(Operation operation, JsonObject known) {
        operation.summary(known.getString("summary")).tags(List.of(known.getString("tag")));
        var request = known.getJsonObject("request");
        if (request != null) {
            operation.requestBody(OASFactory.createRequestBody().required(true).content(content(request)));
        }
        operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse(
                        "200",
                        OASFactory.createAPIResponse()
                                .description("The answer")
                                .content(content(known.getJsonObject("answer"))))
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse().description("A failure, in the error shape of the protocol")));
    }

    private static Content content(JsonObject example) {
        return OASFactory.createContent()
                .addMediaType(TYPE, OASFactory.createMediaType().example(plain(example)));
    }

    static @Nullable Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                value.asJsonObject().forEach((name, member) -> map.put(name, plain(member)));
                yield map;
            }
            case ARRAY ->
                ((JsonArray) value).stream().map(OpenApiExamples::plain).toList();
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).numberValue();
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }
}
