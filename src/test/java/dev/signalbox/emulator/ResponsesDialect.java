package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** OpenAI Responses. */
final class ResponsesDialect implements Dialect {

    @Override
    public void check(Received request) {
        ResponsesRules.check(request);
    }

    @Override
    public String model(Received request) {
        return request.json().path("model").asText();
    }

    @Override
    public boolean stream(Received request) {
        return request.json().path("stream").asBoolean();
    }

    @Override
    public Prompt prompt(JsonNode body) {
        String system = body.path("instructions").asText("");
        String user = body.path("input").isTextual() ? body.path("input").textValue() : "";
        String result = null;
        for (var item : body.path("input")) {
            if (item.path("type").asText("message").equals("function_call_output")) {
                result = Rules.text(item.path("output"));
                continue;
            }
            switch (item.path("role").asText()) {
                case "system", "developer" -> system += Rules.text(item.path("content"));
                case "user" -> {
                    user = Rules.text(item.path("content"));
                    result = null;
                }
                default -> {}
            }
        }
        return new Prompt(system, user, Rules.offered(body, "/tools/0/name"), result);
    }

    @Override
    public ObjectNode document(Answer answer) {
        return response(answer, "completed");
    }

    static ObjectNode response(Answer answer, String status) {
        boolean done = status.equals("completed");
        var root = Rules.object()
                .put("id", "resp_" + Integer.toHexString(answer.model().hashCode()))
                .put("object", "response")
                .put("created_at", 1_760_000_000)
                .put("status", status)
                .put("model", answer.model())
                .put("parallel_tool_calls", true)
                .put("tool_choice", "auto")
                .put("temperature", 1.0)
                .put("top_p", 1.0);
        root.putNull("error").putNull("incomplete_details").putNull("instructions");
        root.putObject("metadata");
        root.putArray("tools");
        var output = root.putArray("output");
        root.putNull("usage");
        if (done) {
            output.add(item(answer, true));
            root.set("usage", usage());
        }
        return root;
    }

    static ObjectNode item(Answer answer, boolean done) {
        var status = done ? "completed" : "in_progress";
        if (answer.call() != null) {
            return Rules.object()
                    .put("type", "function_call")
                    .put("id", "fc_1")
                    .put("call_id", answer.call().id())
                    .put("name", answer.call().name())
                    .put("arguments", done ? answer.call().arguments().toString() : "")
                    .put("status", status);
        }
        var message = Rules.object()
                .put("type", "message")
                .put("id", "msg_1")
                .put("role", "assistant")
                .put("status", status);
        var content = message.putArray("content");
        if (done) {
            content.add(part(answer.text()));
        }
        return message;
    }

    static ObjectNode part(String text) {
        var part = Rules.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    private static ObjectNode usage() {
        var usage = Rules.object()
                .put("input_tokens", Answer.PROMPT)
                .put("output_tokens", Answer.COMPLETION)
                .put("total_tokens", Answer.PROMPT + Answer.COMPLETION);
        usage.putObject("input_tokens_details")
                .put("cached_tokens", Answer.CACHED)
                .put("cache_write_tokens", 0);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    @Override
    public List<String> frames(Answer answer) {
        return new ResponsesStream(answer).frames();
    }

    @Override
    public ObjectNode error(int status, String message) {
        return OpenAiRules.error(status, message);
    }

    @Override
    public String errorFrame(String message) {
        var event = Rules.object().put("type", "error").put("sequence_number", 99);
        event.put("code", "server_error").put("message", message).putNull("param");
        return "event: error\n" + Rules.sse(event);
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }
}
