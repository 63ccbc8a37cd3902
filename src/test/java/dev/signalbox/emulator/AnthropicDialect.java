package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Anthropic Messages. */
final class AnthropicDialect implements Dialect {

    @Override
    public void check(Received request) {
        AnthropicRules.check(request);
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
        String user = "";
        String result = null;
        for (var message : body.path("messages")) {
            boolean asked = message.path("role").asText().equals("user");
            var results = Rules.list(message.path("content")).stream()
                    .filter(part -> part.path("type").asText().equals("tool_result"))
                    .toList();
            if (!results.isEmpty()) {
                result = Rules.text(results.getLast().path("content"));
            } else if (asked) {
                user = Rules.text(message.path("content"));
                result = null;
            }
        }
        return new Prompt(Rules.text(body.path("system")), user, Rules.offered(body, "/tools/0/name"), result);
    }

    @Override
    public ObjectNode document(Answer answer) {
        var message = message(answer);
        var content = message.withArray("content");
        if (answer.call() == null) {
            content.addObject().put("type", "text").put("text", answer.text());
        } else {
            var call = block(answer.call());
            call.set("input", answer.call().arguments());
            content.add(call);
        }
        message.put("stop_reason", stopReason(answer));
        message.set("usage", usage(Answer.COMPLETION));
        return message;
    }

    private static ObjectNode message(Answer answer) {
        var message = Rules.object()
                .put("id", "msg_" + Integer.toHexString(answer.model().hashCode()))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", answer.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(1));
        return message;
    }

    private static ObjectNode usage(int output) {
        return Rules.object()
                .put("input_tokens", Answer.PROMPT - Answer.CACHED)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", Answer.CACHED)
                .put("output_tokens", output);
    }

    private static ObjectNode block(Answer.Call call) {
        var block = Rules.object()
                .put("type", "tool_use")
                .put("id", call.id().replace("call_", "toolu_"))
                .put("name", call.name());
        block.putObject("input");
        return block;
    }

    private static String stopReason(Answer answer) {
        return answer.call() == null ? "end_turn" : "tool_use";
    }

    @Override
    public List<String> frames(Answer answer) {
        var frames = new ArrayList<String>();
        var start = Rules.object().put("type", "message_start");
        start.set("message", message(answer));
        frames.add(frame(start));
        frames.add(frame(Rules.object().put("type", "ping")));
        var block = answer.call() == null ? Rules.object().put("type", "text").put("text", "") : block(answer.call());
        var opened = Rules.object().put("type", "content_block_start").put("index", 0);
        opened.set("content_block", block);
        frames.add(frame(opened));
        answer.pieces().forEach(p -> frames.add(delta("text_delta", "text", p)));
        if (answer.call() != null) {
            var arguments = answer.call().arguments().toString();
            frames.add(delta("input_json_delta", "partial_json", arguments.substring(0, 3)));
            frames.add(delta("input_json_delta", "partial_json", arguments.substring(3)));
        }
        frames.add(frame(Rules.object().put("type", "content_block_stop").put("index", 0)));
        var end = Rules.object().put("type", "message_delta");
        end.putObject("delta").put("stop_reason", stopReason(answer)).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", Answer.COMPLETION);
        frames.add(frame(end));
        frames.add(frame(Rules.object().put("type", "message_stop")));
        return frames;
    }

    private static String delta(String type, String field, String text) {
        var delta = Rules.object().put("type", "content_block_delta").put("index", 0);
        delta.putObject("delta").put("type", type).put(field, text);
        return frame(delta);
    }

    private static String frame(ObjectNode data) {
        return Rules.sse(data.path("type").asText(), data);
    }

    @Override
    public ObjectNode error(int status, String message) {
        var root = Rules.object().put("type", "error");
        root.putObject("error").put("type", type(status)).put("message", message);
        return root.put("request_id", "req_emulated");
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 500 -> "api_error";
            default -> "invalid_request_error";
        };
    }

    @Override
    public String errorFrame(String message) {
        return "event: error\n" + Rules.sse(error(529, message));
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }
}
