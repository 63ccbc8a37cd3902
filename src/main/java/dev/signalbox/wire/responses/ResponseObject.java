package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.ToolNames;
import org.jspecify.annotations.Nullable;

/** The response object that opens and closes a stream and is the whole of an answer without one: the request echoed. */
final class ResponseObject {
    private final AnswerContext context;
    private final ObjectNode echo;
    private String id = "";
    private String model = "";
    private long createdAt;

    ResponseObject(AnswerContext context) {
        this.context = context;
        this.echo = echo(context.request());
    }

    void begin(ChatEvent.Started started) {
        id = responseId(started.id().isEmpty() ? context.requestId() : started.id());
        model = started.model().isEmpty() ? context.request().model() : started.model();
        createdAt =
                started.createdAt() > 0 ? started.createdAt() : context.now().getEpochSecond();
    }

    String id() {
        return id;
    }

    private static String responseId(String id) {
        var allowed = id.replaceAll("[^a-zA-Z0-9_-]", "_");
        return allowed.startsWith("resp_") ? allowed : "resp_" + allowed;
    }

    ObjectNode write(String status, ArrayNode output, @Nullable JsonNode usage) {
        var node = Json.object().put("id", id).put("object", "response").put("created_at", createdAt);
        node.put("status", status).put("background", false).put("model", model);
        node.putNull("error").putNull("incomplete_details");
        node.setAll(echo);
        node.set("output", output);
        node.set("usage", usage == null ? Json.object().nullNode() : usage);
        return node;
    }

    private static ObjectNode echo(ChatRequest request) {
        var node = Json.object();
        node.set("instructions", instructions(request));
        node.put("max_output_tokens", request.limits().maxTokens());
        node.put("parallel_tool_calls", !Boolean.FALSE.equals(request.parallelToolCalls()));
        node.put("temperature", request.sampling().temperature());
        node.put("top_p", request.sampling().topP());
        if (request.sampling().temperature() == null) {
            node.put("temperature", 1);
        }
        if (request.sampling().topP() == null) {
            node.put("top_p", 1);
        }
        tools(request, node);
        text(request, node);
        reasoning(request, node);
        for (var name : new String[] {"previous_response_id", "max_tool_calls", "safety_identifier"}) {
            node.set(name, other(request, name, "null"));
        }
        node.set("metadata", other(request, "metadata", "{}"));
        node.set("store", other(request, "store", "false"));
        node.set("truncation", other(request, "truncation", "\"disabled\""));
        node.set("top_logprobs", other(request, "top_logprobs", "0"));
        var extras = request.extras();
        node.put("prompt_cache_key", extras.promptCacheKey()).put("user", extras.user());
        return node.put("service_tier", extras.serviceTier() == null ? "default" : extras.serviceTier());
    }

    private static JsonNode other(ChatRequest request, String name, String otherwise) {
        var own = request.extras().origin() == Protocol.OPENAI_RESPONSES;
        var value = own ? request.extras().other().get(name) : null;
        return Json.tree(value == null ? new RawJson(otherwise) : value);
    }

    private static JsonNode instructions(ChatRequest request) {
        Message first = request.messages().isEmpty() ? null : request.messages().getFirst();
        if (first != null
                && first.role() == Role.SYSTEM
                && first.parts().size() == 1
                && first.parts().getFirst() instanceof Part.Text text) {
            return Json.object().textNode(text.text());
        }
        return Json.object().nullNode();
    }

    private static void tools(ChatRequest request, ObjectNode node) {
        var writer = new ToolWriter(request, ToolNames.of(request, Integer.MAX_VALUE), Losses.of(request));
        var tools = writer.tools();
        node.set("tools", tools);
        var plain = request.toolChoice() instanceof ToolChoice.None ? "none" : "auto";
        node.set("tool_choice", writer.choice(tools).orElse(Json.object().textNode(plain)));
    }

    private static void text(ChatRequest request, ObjectNode node) {
        var text = node.putObject("text");
        ResponsesRequestWriter.writeFormat(request.format(), text);
        if (!text.has("format")) {
            text.putObject("format").put("type", "text");
        }
        text.set("verbosity", other(request, "text.verbosity", "\"medium\""));
    }

    private static void reasoning(ChatRequest request, ObjectNode node) {
        var wish = request.reasoning();
        var effort = wish == null ? null : wish.asEffort();
        node.putObject("reasoning")
                .put("effort", effort == null ? null : effort.wireName())
                .put("summary", wish == null ? null : wish.summary());
    }
}
