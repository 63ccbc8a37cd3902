package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Gemini generateContent, as JSON and as server-sent events. */
final class GeminiDialect implements Dialect {
    private static final Pattern PATH =
            Pattern.compile("/v1beta/models/([^:]+):(generateContent|streamGenerateContent)");

    @Override
    public void check(Received request) {
        if (!PATH.matcher(request.path()).matches()) {
            throw new Refusal(404, "Not found: " + request.path());
        }
        GeminiRules.check(request);
    }

    @Override
    public String model(Received request) {
        var path = PATH.matcher(request.path());
        return path.matches() ? path.group(1) : "";
    }

    @Override
    public boolean stream(Received request) {
        return request.path().endsWith(":streamGenerateContent")
                && request.query().contains("alt=sse");
    }

    @Override
    public Prompt prompt(JsonNode body) {
        String user = "";
        String result = null;
        for (var content : body.path("contents")) {
            for (var part : content.path("parts")) {
                if (part.has("functionResponse")) {
                    result = response(part.at("/functionResponse/response"));
                } else if (!content.path("role").asText().equals("model")) {
                    user = part.path("text").asText();
                    result = null;
                }
            }
        }
        var tool = Rules.offered(body, "/tools/0/functionDeclarations/0/name");
        return new Prompt(Rules.text(body.at("/systemInstruction/parts")), user, tool, result);
    }

    /** A result that came as text lies in one field of the response, which is named by convention only. */
    private static String response(JsonNode response) {
        return response.size() == 1 && response.elements().next().isTextual()
                ? response.elements().next().textValue()
                : response.toString();
    }

    @Override
    public ObjectNode document(Answer answer) {
        var part = answer.call() == null ? Rules.object().put("text", answer.text()) : part(answer.call());
        return chunk(answer, part, true);
    }

    private static ObjectNode part(Answer.Call call) {
        var part = Rules.object();
        part.putObject("functionCall").put("name", call.name()).set("args", call.arguments());
        return part;
    }

    private static ObjectNode chunk(Answer answer, ObjectNode part, boolean last) {
        var root = Rules.object();
        var candidate = root.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").putArray("parts").add(part);
        candidate.put("index", 0);
        if (last) {
            candidate.put("finishReason", "STOP");
        }
        root.putObject("usageMetadata")
                .put("promptTokenCount", Answer.PROMPT)
                .put("cachedContentTokenCount", Answer.CACHED)
                .put("candidatesTokenCount", Answer.COMPLETION)
                .put("totalTokenCount", Answer.PROMPT + Answer.COMPLETION);
        return root.put("modelVersion", answer.model())
                .put("responseId", "resp-" + Integer.toHexString(answer.model().hashCode()));
    }

    @Override
    public List<String> frames(Answer answer) {
        var frames = new ArrayList<String>();
        answer.pieces()
                .forEach(p -> frames.add(Rules.sse(chunk(answer, Rules.object().put("text", p), false))));
        var last = answer.call() == null ? Rules.object().put("text", "") : part(answer.call());
        frames.add(Rules.sse(chunk(answer, last, true)));
        return frames;
    }

    @Override
    public ObjectNode error(int status, String message) {
        var root = Rules.object();
        root.putObject("error").put("code", status).put("message", message).put("status", name(status));
        return root;
    }

    private static String name(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500 -> "INTERNAL";
            default -> "INVALID_ARGUMENT";
        };
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }
}
