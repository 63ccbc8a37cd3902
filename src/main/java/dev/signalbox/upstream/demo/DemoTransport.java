package dev.signalbox.upstream.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.Service;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Reply;
import dev.signalbox.upstream.Transport;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Json;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers in place of a model: {@code echo} repeats what was said, {@code tools} calls the first tool it is given and quotes
 * its result, {@code slow} takes its time. The host {@code demo.invalid} leads here.
 */
@Service
class DemoTransport implements Transport {
    private final Clock clock;

    @Inject
    DemoTransport(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean serves(URI baseUri) {
        return "demo.invalid".equals(baseUri.getHost());
    }

    @Override
    public Reply send(UpstreamCall call) {
        if (call.operation() != Operation.GENERATE && call.operation() != Operation.STREAM) {
            return error(404, "not_found", "The demo provider only chats.");
        }
        var request = Json.parse(call.body()).orElseGet(Json::object);
        var model = request.path("model").asText();
        var said = lastText(request, "user");
        var id = "chatcmpl-demo-" + Integer.toHexString(said.hashCode());
        return switch (model) {
            case "echo" -> text(request, id, echo(said), Duration.ofMillis(15));
            case "slow" -> text(request, id, echo(said), Duration.ofMillis(350));
            case "tools" -> tools(request, id, said);
            default -> error(404, "model_not_found", "The demo provider has the models echo, tools and slow.");
        };
    }

    private static String echo(String said) {
        return "This is Signalbox's simulated demo provider; no model was asked. You said: " + said;
    }

    private Reply tools(JsonNode request, String id, String said) {
        var last = request.path("messages").path(request.path("messages").size() - 1);
        if (last.path("role").asText().equals("tool")) {
            return text(
                    request,
                    id,
                    "This is Signalbox's simulated demo provider. The tool returned: " + textOf(last.path("content")),
                    Duration.ofMillis(15));
        }
        var function = request.path("tools").path(0).path("function");
        if (function.isMissingNode()) {
            return text(request, id, echo(said) + " (No tools were offered.)", Duration.ofMillis(15));
        }
        return call(request, id, function);
    }

    private Reply call(JsonNode request, String id, JsonNode function) {
        var arguments = Json.object();
        for (var name : function.path("parameters").path("required")) {
            var type = function.path("parameters")
                    .path("properties")
                    .path(name.asText())
                    .path("type")
                    .asText("string");
            switch (type) {
                case "integer", "number" -> arguments.put(name.asText(), 1);
                case "boolean" -> arguments.put(name.asText(), true);
                case "array" -> arguments.putArray(name.asText());
                case "object" -> arguments.putObject(name.asText());
                default -> arguments.put(name.asText(), "demo");
            }
        }
        var call = Json.object().put("index", 0).put("id", "call_demo_1").put("type", "function");
        call.putObject("function").put("name", function.path("name").asText()).put("arguments", arguments.toString());
        var message = Json.object().put("role", "assistant").putNull("content");
        message.putArray("tool_calls").add(call);
        return reply(request, id, List.of(message), message, "tool_calls", Duration.ofMillis(15));
    }

    private Reply text(JsonNode request, String id, String text, Duration pause) {
        var deltas = new ArrayList<ObjectNode>();
        for (var word : text.splitWithDelimiters(" ", 0)) {
            if (word.equals(" ")) {
                continue;
            }
            var piece = deltas.isEmpty() ? word : " " + word;
            var delta = Json.object();
            if (deltas.isEmpty()) {
                delta.put("role", "assistant");
            }
            deltas.add(delta.put("content", piece));
        }
        var message = Json.object().put("role", "assistant").put("content", text);
        return reply(request, id, deltas, message, "stop", pause);
    }

    private Reply reply(
            JsonNode request, String id, List<ObjectNode> deltas, ObjectNode message, String finish, Duration pause) {
        var usage = Json.object()
                .put("prompt_tokens", words(request.path("messages").toString()))
                .put("completion_tokens", words(message.toString()));
        usage.put(
                "total_tokens",
                usage.path("prompt_tokens").asInt()
                        + usage.path("completion_tokens").asInt());
        if (!request.path("stream").asBoolean()) {
            var answer = head(request, id, "chat.completion");
            answer.putArray("choices")
                    .add(Json.object()
                            .put("index", 0)
                            .put("finish_reason", finish)
                            .set("message", message));
            return new DemoReply(
                    200, "application/json", List.of(Json.bytes(answer.set("usage", usage))), Duration.ZERO);
        }
        var pieces = new ArrayList<byte[]>();
        for (var delta : deltas) {
            pieces.add(Json.sse("", chunk(request, id, delta, null)));
        }
        pieces.add(Json.sse("", chunk(request, id, Json.object(), finish)));
        if (request.path("stream_options").path("include_usage").asBoolean()) {
            var last = head(request, id, "chat.completion.chunk");
            last.putArray("choices");
            pieces.add(Json.sse("", last.set("usage", usage)));
        }
        pieces.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        return new DemoReply(200, "text/event-stream", pieces, pause);
    }

    private ObjectNode chunk(
            JsonNode request, String id, ObjectNode delta, @org.jspecify.annotations.Nullable String finish) {
        var chunk = head(request, id, "chat.completion.chunk");
        var choice = Json.object().put("index", 0).put("finish_reason", finish);
        chunk.putArray("choices").add(choice.set("delta", delta));
        return chunk;
    }

    private ObjectNode head(JsonNode request, String id, String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", clock.instant().getEpochSecond())
                .put("model", request.path("model").asText());
    }

    private static int words(String text) {
        return text.split("\\W+").length;
    }

    private static String lastText(JsonNode request, String role) {
        var text = "";
        for (var message : request.path("messages")) {
            if (message.path("role").asText().equals(role)) {
                text = textOf(message.path("content"));
            }
        }
        return text;
    }

    private static String textOf(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private static Reply error(int status, String code, String message) {
        var body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .put("code", code);
        return new DemoReply(status, "application/json", List.of(Json.bytes(body)), Duration.ZERO);
    }
}
