package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ollama's chat; unknown fields are ignored as Go's decoder does, wrong types are refused. */
final class OllamaDialect implements Dialect {

    @Override
    public void check(Received request) {
        if (!request.path().equals("/api/chat")) {
            throw new Refusal(404, "404 page not found");
        }
        var body = request.json();
        Rules.require(!body.path("model").asText().isEmpty(), "model is required");
        Rules.require(!body.has("stream") || body.path("stream").isBoolean(), wrong("stream", "bool"));
        Rules.require(!body.has("options") || body.path("options").isObject(), wrong("options", "map[string]any"));
        boolean called = false;
        for (var message : body.path("messages")) {
            var role = message.path("role").asText();
            Rules.require(Set.of("system", "user", "assistant", "tool").contains(role), "invalid role: " + role);
            Rules.require(
                    message.path("content").asText(null) != null || !message.has("content"),
                    wrong("content", "string"));
            for (var call : message.path("tool_calls")) {
                called = true;
                Rules.require(
                        call.at("/function/arguments").isObject(),
                        wrong("messages.tool_calls.function.arguments", "api.ToolCallFunctionArguments"));
            }
            Rules.require(called || !role.equals("tool"), "tool message without a tool call");
        }
        for (var tool : body.path("tools")) {
            Rules.require(tool.at("/function/parameters").isObject(), wrong("tools.function.parameters", "object"));
        }
    }

    private static String wrong(String field, String type) {
        return "json: cannot unmarshal value into Go struct field ChatRequest." + field + " of type " + type;
    }

    @Override
    public String model(Received request) {
        return request.json().path("model").asText();
    }

    @Override
    public boolean stream(Received request) {
        return request.json().path("stream").asBoolean(true);
    }

    @Override
    public Prompt prompt(JsonNode body) {
        String system = "";
        String user = "";
        String result = null;
        for (var message : body.path("messages")) {
            var text = message.path("content").asText();
            switch (message.path("role").asText()) {
                case "system" -> system += text;
                case "user" -> {
                    user = text;
                    result = null;
                }
                case "tool" -> result = text;
                default -> {}
            }
        }
        return new Prompt(system, user, body.at("/tools/0/function/name").textValue(), result);
    }

    @Override
    public ObjectNode document(Answer answer) {
        var root = line(answer, answer.text());
        if (answer.call() != null) {
            call(root, answer.call());
        }
        return end(root);
    }

    private static ObjectNode line(Answer answer, String text) {
        var root = Rules.object().put("model", answer.model()).put("created_at", "2026-01-01T00:00:00.123456Z");
        root.putObject("message").put("role", "assistant").put("content", text);
        return root.put("done", false);
    }

    private static void call(ObjectNode root, Answer.Call call) {
        var calls = ((ObjectNode) root.path("message")).putArray("tool_calls");
        calls.addObject().putObject("function").put("name", call.name()).set("arguments", call.arguments());
    }

    private static ObjectNode end(ObjectNode root) {
        return root.put("done", true)
                .put("done_reason", "stop")
                .put("total_duration", 4_000_000L)
                .put("load_duration", 1_000_000L)
                .put("prompt_eval_count", Answer.PROMPT)
                .put("prompt_eval_duration", 1_000_000L)
                .put("eval_count", Answer.COMPLETION)
                .put("eval_duration", 2_000_000L);
    }

    @Override
    public List<String> frames(Answer answer) {
        var frames = new ArrayList<String>();
        answer.pieces().forEach(p -> frames.add(line(answer, p) + "\n"));
        if (answer.call() != null) {
            var called = line(answer, "");
            call(called, answer.call());
            frames.add(called + "\n");
        }
        frames.add(end(line(answer, "")) + "\n");
        return frames;
    }

    @Override
    public ObjectNode error(int status, String message) {
        return Rules.object().put("error", message);
    }

    @Override
    public String errorFrame(String message) {
        return error(500, message) + "\n";
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }
}
