package dev.signalbox.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * What the management calls answer, from a file: the status and an example of success, which the methods' types do not tell, and
 * the failures that every call of its kind can end in.
 */
final class OpenApiManagement {
    private static final String JSON = "application/json";

    /** What the scanner takes a method for that says nothing. */
    private static final String[] GUESSES = {"200", "204"};

    private final JsonObject samples;
    private final JsonObject routes;

    private OpenApiManagement(JsonObject file) {
        samples = file.getJsonObject("samples");
        routes = file.getJsonObject("routes");
    }

    static OpenApiManagement load() {
        return new OpenApiManagement(OpenApiExamples.read("/openapi/management.json"));
    }

    /** Describes the operations of a path that the file knows. */
    void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            var known = routes.getJsonObject(method + " " + path);
            if (known != null) {
                describe(path, operation, known);
            }
        });
    }

    private void describe(String path, Operation operation, JsonObject known) {
        var responses = Objects.requireNonNullElseGet(operation.getResponses(), OASFactory::createAPIResponses);
        var status = known.getString("status", "200");
        var success = success(responses, status);
        if (!status.equals("204")) {
            show(success, known);
        }
        for (var failure : failures(path, operation, known)) {
            if (!responses.hasAPIResponse(failure)) {
                responses.addAPIResponse(failure, OASFactory.createAPIResponse().ref(failure));
            }
        }
        operation.setResponses(responses);
    }

    /** The response of that status, in place of what was guessed. */
    private static APIResponse success(APIResponses responses, String status) {
        if (!responses.hasAPIResponse(status)) {
            var guessed = Arrays.stream(GUESSES)
                    .map(responses::getAPIResponse)
                    .filter(Objects::nonNull)
                    .findFirst();
            Arrays.stream(GUESSES).forEach(responses::removeAPIResponse);
            var description = status.equals("204") ? "Done" : "The answer";
            responses.addAPIResponse(
                    status, guessed.orElseGet(OASFactory::createAPIResponse).description(description));
        }
        return responses.getAPIResponse(status);
    }

    private void show(APIResponse success, JsonObject known) {
        var type = known.getString("type", JSON);
        var content = Objects.requireNonNullElseGet(success.getContent(), OASFactory::createContent);
        var media = Objects.requireNonNullElseGet(content.getMediaType(type), OASFactory::createMediaType);
        success.setContent(content.addMediaType(type, media.example(OpenApiExamples.plain(example(known)))));
    }

    private JsonValue example(JsonObject known) {
        if (known.containsKey("answer")) {
            return known.get("answer");
        }
        if (known.containsKey("one")) {
            return sample(known.getString("one"));
        }
        var items = Json.createArrayBuilder().add(sample(known.getString("page")));
        return Json.createObjectBuilder().add("items", items).build();
    }

    private JsonValue sample(String name) {
        return Objects.requireNonNull(samples.get(name), name);
    }

    private static Set<String> failures(String path, Operation operation, JsonObject known) {
        var all = new TreeSet<String>();
        known.getOrDefault("failures", JsonValue.EMPTY_JSON_ARRAY)
                .asJsonArray()
                .forEach(failure -> all.add(((JsonString) failure).getString()));
        if (!path.equals(OpenApiSecurity.SIGN_IN)) {
            all.add("401");
            all.add("403");
        }
        if (path.contains("{")) {
            all.add("404");
        }
        if (operation.getRequestBody() != null) {
            all.add("400");
            all.add("422");
        }
        return all;
    }
}
