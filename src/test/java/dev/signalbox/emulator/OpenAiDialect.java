package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** OpenAI Chat Completions. */
final class OpenAiDialect implements Dialect {
    private static final Set<String> FIELDS =
            Rules.names("model messages audio frequency_penalty function_call functions logit_bias logprobs"
                    + " max_completion_tokens max_tokens metadata modalities n parallel_tool_calls prediction"
                    + " presence_penalty prompt_cache_key prompt_cache_retention reasoning_effort response_format"
                    + " safety_identifier seed service_tier stop store stream stream_options temperature tool_choice tools"
                    + " top_logprobs top_p user verbosity web_search_options");

    @Override
    public void check(Received request) {
        if (!request.path().equals("/v1/chat/completions")) {
            throw new Refusal(404, "Invalid URL (POST " + request.path() + ")");
        }
        OpenAiRules.bearer(request);
        var body = request.json();
        Rules.onlyKnown(body, FIELDS, name -> Refusal.of("Unrecognized request argument supplied: " + name));
        Rules.require(body.path("model").isTextual(), "you must provide a model parameter");
        Rules.require(
                !body.has("stream_options") || body.path("stream").asBoolean(),
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        OpenAiRules.messages(body.path("messages"));
        OpenAiRules.tools(body, tool -> tool.path("function"));
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
        String system = "";
        String user = "";
        String result = null;
        for (var message : body.path("messages")) {
            var text = Rules.text(message.path("content"));
            switch (message.path("role").asText()) {
                case "system", "developer" -> system += text;
                case "user" -> {
                    user = text;
                    result = null;
                }
                case "tool" -> result = text;
                default -> {}
            }
        }
        return new Prompt(system, user, Rules.offered(body, "/tools/0/function/name"), result);
    }

    @Override
    public ObjectNode document(Answer answer) {
        var message =
                Rules.object().put("role", "assistant").put("content", answer.call() == null ? answer.text() : null);
        message.putNull("refusal");
        if (answer.call() != null) {
            message.putArray("tool_calls")
                    .add(call(answer.call(), answer.call().arguments().toString()));
        }
        var root = head(answer, "chat.completion");
        root.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish(answer))
                .putNull("logprobs")
                .set("message", message);
        root.set("usage", usage());
        return root;
    }

    private static ObjectNode head(Answer answer, String object) {
        return Rules.object()
                .put("id", "chatcmpl-" + Integer.toHexString(answer.model().hashCode()))
                .put("object", object)
                .put("created", 1_760_000_000)
                .put("model", answer.model());
    }

    private static String finish(Answer answer) {
        return answer.call() == null ? "stop" : "tool_calls";
    }

    private static ObjectNode call(Answer.Call call, String arguments) {
        var node = Rules.object().put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", arguments);
        return node;
    }

    private static ObjectNode usage() {
        var usage = Rules.object()
                .put("prompt_tokens", Answer.PROMPT)
                .put("completion_tokens", Answer.COMPLETION)
                .put("total_tokens", Answer.PROMPT + Answer.COMPLETION);
        usage.putObject("prompt_tokens_details").put("cached_tokens", Answer.CACHED);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    @Override
    public List<String> frames(Answer answer) {
        var frames = new ArrayList<String>();
        frames.add(chunk(answer, Rules.object().put("role", "assistant").put("content", ""), null));
        answer.pieces().forEach(p -> frames.add(chunk(answer, Rules.object().put("content", p), null)));
        if (answer.call() != null) {
            callChunks(answer, answer.call(), frames);
        }
        frames.add(chunk(answer, Rules.object(), finish(answer)));
        var last = head(answer, "chat.completion.chunk");
        last.putArray("choices");
        last.set("usage", usage());
        frames.add(Rules.sse(last));
        frames.add("data: [DONE]\n\n");
        return frames;
    }

    private static void callChunks(Answer answer, Answer.Call call, List<String> frames) {
        var start = Rules.object();
        start.putArray("tool_calls").add(call(call, "").put("index", 0));
        frames.add(chunk(answer, start, null));
        var arguments = call.arguments().toString();
        int middle = arguments.length() / 2;
        for (var part : List.of(arguments.substring(0, middle), arguments.substring(middle))) {
            var delta = Rules.object();
            delta.putArray("tool_calls")
                    .addObject()
                    .put("index", 0)
                    .putObject("function")
                    .put("arguments", part);
            frames.add(chunk(answer, delta, null));
        }
    }

    private static String chunk(Answer answer, ObjectNode delta, String finish) {
        var root = head(answer, "chat.completion.chunk");
        root.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .set("delta", delta);
        return Rules.sse(root);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return OpenAiRules.error(status, message);
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }
}
