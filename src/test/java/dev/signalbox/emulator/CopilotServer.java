package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import java.util.Map;

/** Copilot: three protocols, and headers that say who asks and who began. */
final class CopilotServer extends Inside {
    static final String INTEGRATION = "signalbox-test";

    private final Protocol protocol;

    CopilotServer(Protocol protocol, String family) {
        super(Provider.dialect(protocol), family);
        this.protocol = protocol;
    }

    @Override
    Received open(Received request) {
        bearer(request);
        Rules.require(INTEGRATION.equals(request.header("copilot-integration-id")), "unknown Copilot-Integration-Id");
        var editor = request.headers().getOrDefault("editor-version", "");
        Rules.require(editor.matches("Signalbox/.+"), "missing Editor-Version header for IDE auth");
        Rules.require(request.header("x-github-api-version") != null, "X-GitHub-Api-Version is missing");
        var path = switch (protocol) {
            case OPENAI_CHAT -> "/chat/completions";
            case OPENAI_RESPONSES -> "/responses";
            default -> "/v1/messages";
        };
        if (!request.path().equals(path)) {
            throw new Refusal(404, "Not found: " + request.path());
        }
        var initiator = begunByTool(request.json()) ? "agent" : "user";
        Rules.require(initiator.equals(request.header("x-initiator")), "X-Initiator is not " + initiator);
        return inner(
                request,
                protocol == Protocol.ANTHROPIC_MESSAGES ? path : "/v1" + path,
                "",
                request.json(),
                Map.of("x-api-key", "inside"));
    }

    private static boolean begunByTool(JsonNode body) {
        var turns = body.has("messages") ? body.path("messages") : body.path("input");
        if (!turns.isArray()) {
            return false;
        }
        var last = turns.get(turns.size() - 1);
        return last.path("role").asText().equals("tool")
                || last.path("type").asText().equals("function_call_output")
                || last.at("/content/0/type").asText().equals("tool_result");
    }
}
