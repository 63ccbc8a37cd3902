package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Code Assist: Gemini in an envelope, at one address. */
final class EnvelopeDialect extends Inside {
    static final String PROJECT = "sb-project";
    private static final Pattern PATH = Pattern.compile("/v1internal:(generateContent|streamGenerateContent)");
    private static final Set<String> FIELDS = Rules.names("model project request user_prompt_id");

    EnvelopeDialect() {
        super(Provider.dialect(Protocol.GEMINI), "");
    }

    @Override
    Received open(Received request) {
        var operation = segment(PATH, request.path());
        bearer(request);
        var body = request.json();
        Rules.onlyKnown(body, FIELDS, name -> Refusal.of("Unknown name \"" + name + "\": Cannot find field."));
        Rules.require(body.path("project").asText().equals(PROJECT), "project is not " + PROJECT);
        Rules.require(body.path("request").isObject(), "request is missing");
        return inner(
                request,
                "/v1beta/models/" + body.path("model").asText() + ":" + operation,
                request.query(),
                body.path("request"),
                Map.of("x-goog-api-key", "inside"));
    }

    @Override
    public Prompt prompt(JsonNode body) {
        return inner.prompt(body.path("request"));
    }

    private static ObjectNode wrapped(JsonNode response) {
        var root = Rules.object();
        root.set("response", response);
        return root.put("traceId", "trace-1");
    }

    @Override
    public ObjectNode document(Answer answer) {
        return wrapped(inner.document(answer));
    }

    @Override
    public List<String> frames(Answer answer) {
        return inner.frames(answer).stream()
                .map(frame -> Rules.sse(wrapped(Rules.parse(frame.substring("data: ".length())))))
                .toList();
    }
}
