package dev.signalbox.upstream.copilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.Service;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Adds what Copilot asks of every integration: who began this turn, which decides what it is billed as, and whether there is a
 * picture in it. It says {@code Signalbox} where it asks for the editor; the id of an integration is the account's own.
 */
@Service
class CopilotDialect implements Dialect {
    private static final Set<String> PICTURES = Set.of("image_url", "input_image", "image");
    private static final Set<String> RESULTS = Set.of("function_call_output", "custom_tool_call_output");

    @Override
    public String id() {
        return "copilot";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        return call.operation() == Operation.LIST_MODELS
                ? HttpCall.get(call.baseUri(), "models", headers(call))
                : HttpCall.post(call.baseUri(), operation(call), headers(call), call.body());
    }

    private static String operation(UpstreamCall call) {
        return switch (call.protocol()) {
            case OPENAI_CHAT -> call.operation() == Operation.EMBED ? "embeddings" : only(call, "chat/completions");
            case OPENAI_RESPONSES -> only(call, "responses");
            case ANTHROPIC_MESSAGES -> only(call, "v1/messages");
            case GEMINI, OLLAMA -> throw Unsupported.operation(call);
        };
    }

    private static String only(UpstreamCall call, String operation) {
        return switch (call.operation()) {
            case GENERATE, STREAM -> operation;
            case COMPLETE, COMPACT, COUNT_TOKENS, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
        };
    }

    private static Map<String, String> headers(UpstreamCall call) {
        var headers = new HashMap<>(call.headers());
        var integration = call.access().detail("integrationId");
        if (!integration.isEmpty()) {
            headers.putIfAbsent("copilot-integration-id", integration);
        }
        if (call.operation() != Operation.GENERATE && call.operation() != Operation.STREAM) {
            return headers;
        }
        var body = Json.parse(call.body()).orElseGet(Json::object);
        var turns = turns(body);
        headers.putIfAbsent("x-initiator", begunByUser(turns) ? "user" : "agent");
        if (shows(turns)) {
            headers.put("copilot-vision-request", "true");
        }
        return headers;
    }

    private static JsonNode turns(JsonNode body) {
        return body.path("input").isArray() ? body.path("input") : body.path("messages");
    }

    /** The last word decides: a person's, or a tool's result within a turn that goes on by itself. */
    private static boolean begunByUser(JsonNode turns) {
        if (turns.isEmpty()) {
            return true;
        }
        var last = turns.get(turns.size() - 1);
        if (RESULTS.contains(last.path("type").asText(""))) {
            return false;
        }
        for (var part : last.path("content")) {
            if (part.path("type").asText("").equals("tool_result")) {
                return false;
            }
        }
        return last.path("role").asText("user").equals("user");
    }

    private static boolean shows(JsonNode node) {
        if (node.isObject() && PICTURES.contains(node.path("type").asText(""))) {
            return true;
        }
        for (var child : node) {
            if (child.isContainerNode() && shows(child)) {
                return true;
            }
        }
        return false;
    }
}
