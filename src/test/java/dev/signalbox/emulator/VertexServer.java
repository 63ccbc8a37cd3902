package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import java.util.Map;
import java.util.regex.Pattern;

/** Vertex AI: models below a project and a location, or below neither for keys of express mode. */
final class VertexServer extends Inside {
    static final Map<String, String> DETAILS = Map.of("projectId", "sb-project", "region", "europe-west4");
    private static final String PLACE = "/v1/projects/sb-project/locations/europe-west4";
    private static final Pattern ANTHROPIC =
            Pattern.compile(PLACE + "/publishers/anthropic/models/([^:]+):(rawPredict|streamRawPredict)");
    private static final Pattern GOOGLE =
            Pattern.compile(PLACE + "/publishers/google/models/([^:]+:(generateContent|streamGenerateContent))");
    private static final Pattern EXPRESS =
            Pattern.compile("/v1/publishers/google/models/([^:]+:(generateContent|streamGenerateContent))");

    private final Protocol protocol;
    private final boolean express;

    VertexServer(Protocol protocol, String family, boolean express) {
        super(Provider.dialect(protocol), family);
        this.protocol = protocol;
        this.express = express;
    }

    @Override
    Received open(Received request) {
        if (!express) {
            bearer(request);
        } else if (!Vendor.KEY.equals(request.header("x-goog-api-key")) || request.header("authorization") != null) {
            throw new Refusal(401, "API key not valid.");
        }
        return switch (protocol) {
            case GEMINI -> {
                var rest = segment(express ? EXPRESS : GOOGLE, request.path());
                yield inner(
                        request,
                        "/v1beta/models/" + rest,
                        request.query(),
                        request.json(),
                        Map.of("x-goog-api-key", "inside"));
            }
            case ANTHROPIC_MESSAGES -> anthropic(request);
            default -> {
                if (!request.path().equals(PLACE + "/endpoints/openapi/chat/completions")) {
                    throw new Refusal(404, "Not found: " + request.path());
                }
                yield inner(request, "/v1/chat/completions", "", request.json(), Map.of());
            }
        };
    }

    private static Received anthropic(Received request) {
        var model = segment(ANTHROPIC, request.path());
        ObjectNode body = request.json().deepCopy();
        Rules.require(!body.has("model"), "model: Extra inputs are not permitted");
        Rules.require(
                body.path("anthropic_version").asText().equals("vertex-2023-10-16"), "anthropic_version is missing");
        Rules.require(request.header("anthropic-version") == null, "anthropic-version stands in the body");
        boolean stream = request.path().endsWith(":streamRawPredict");
        Rules.require(body.path("stream").asBoolean() == stream, "stream does not fit the method");
        body.remove("anthropic_version");
        body.put("model", model);
        return inner(
                request, "/v1/messages", "", body, Map.of("x-api-key", "inside", "anthropic-version", "2023-06-01"));
    }
}
