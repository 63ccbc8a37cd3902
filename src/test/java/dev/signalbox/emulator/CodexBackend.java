package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import java.util.Map;
import java.util.Set;

/** The Codex backend: a part of the Responses API, as a stream. */
final class CodexBackend extends Inside {
    static final String WORKSPACE = "workspace-1";
    private static final Set<String> FIELDS =
            Rules.names("model input instructions tools tool_choice parallel_tool_calls"
                    + " stream store reasoning service_tier include prompt_cache_key client_metadata text");

    CodexBackend() {
        super(Provider.dialect(Protocol.OPENAI_RESPONSES), "");
    }

    @Override
    Received open(Received request) {
        if (!request.path().equals("/backend-api/codex/responses")) {
            throw new Refusal(404, "Not found: " + request.path());
        }
        bearer(request);
        Rules.require(WORKSPACE.equals(request.header("chatgpt-account-id")), "chatgpt-account-id is missing");
        Rules.require(request.header("originator") != null, "originator is missing");
        var body = request.json();
        Rules.onlyKnown(body, FIELDS, name -> Refusal.of("Unsupported parameter: " + name));
        Rules.require(body.path("stream").asBoolean(), "Stream must be set to true");
        Rules.require(body.path("store").isBoolean() && !body.path("store").asBoolean(), "Store must be set to false");
        Rules.require(!body.path("instructions").asText().isBlank(), "Instructions are required");
        Rules.require(body.path("input").isArray(), "Input must be a list");
        for (var item : body.path("input")) {
            Rules.require(!item.path("role").asText().equals("system"), "System messages are not allowed");
        }
        return inner(request, "/v1/responses", "", body, Map.of());
    }

    @Override
    public ObjectNode error(int status, String message) {
        if (status == 429) {
            var root = Rules.object();
            root.putObject("error")
                    .put("type", "usage_limit_reached")
                    .put("message", message)
                    .put("plan_type", "plus")
                    .put("resets_in_seconds", 7);
            return root;
        }
        return Rules.object().put("detail", message);
    }
}
