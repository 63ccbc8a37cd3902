package dev.signalbox.upstream.codex;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.JsonSplice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a Responses body one that the Codex backend takes; one that it takes already, as Codex's own, passes unchanged. */
@Service
class CodexDialect implements Dialect {
    /** What the backend knows; anything else is refused there with 400. */
    private static final Set<String> FIELDS = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "stream",
            "store",
            "reasoning",
            "service_tier",
            "include",
            "prompt_cache_key",
            "client_metadata",
            "text");

    private static final Set<String> COMPACT_FIELDS = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "parallel_tool_calls",
            "reasoning",
            "service_tier",
            "prompt_cache_key",
            "text");

    private static final String BREAKPOINT = "prompt_cache_breakpoint";

    /** Instructions are demanded, also where the client has none to give. */
    private static final String NO_INSTRUCTIONS = "You are a helpful assistant.";

    @Override
    public String id() {
        return "codex";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        return switch (call.operation()) {
            case GENERATE, STREAM ->
                HttpCall.post(call.baseUri(), "responses", headers(call, "text/event-stream"), fitted(call.body()));
            case COMPACT ->
                HttpCall.post(
                        call.baseUri(), "responses/compact", headers(call, "application/json"), compact(call.body()));
            case COMPLETE, COUNT_TOKENS, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
        };
    }

    @Override
    public List<String> losses(UpstreamCall call) {
        boolean generates = call.operation() == Operation.GENERATE || call.operation() == Operation.STREAM;
        if (!generates) {
            return List.of();
        }
        var body = JsonSplice.of(call.body());
        var fields = body.names().stream().filter(name -> !FIELDS.contains(name) && !isNothing(body, name));
        boolean marked = body.value("input")
                .filter(input -> new String(input, UTF_8).contains('"' + BREAKPOINT + '"'))
                .isPresent();
        return Stream.concat(fields, marked ? Stream.of("input.content." + BREAKPOINT) : Stream.empty())
                .distinct()
                .toList();
    }

    /** What asks for nothing that the backend would not do anyway. */
    private static boolean isNothing(JsonSplice body, String name) {
        return body.is(name, "null")
                || name.equals("stream_options")
                || (name.equals("truncation") && body.is(name, "\"disabled\""))
                || (name.equals("background") && body.is(name, "false"));
    }

    private static Map<String, String> headers(UpstreamCall call, String accept) {
        var headers = new HashMap<>(call.headers());
        headers.put("accept", accept);
        var workspace = call.access().detail("chatgptAccountId");
        if (!workspace.isEmpty()) {
            headers.put("chatgpt-account-id", workspace);
        }
        return headers;
    }

    private static byte[] compact(byte[] sent) {
        var body = JsonSplice.of(sent);
        refuseEarlier(body);
        instructions(body);
        input(body);
        return body.removeIf(name -> !COMPACT_FIELDS.contains(name)).bytes();
    }

    private static void refuseEarlier(JsonSplice body) {
        if (body.has("previous_response_id") && !body.is("previous_response_id", "null")) {
            throw new Failure(
                            Failure.Kind.CLIENT_FAULT,
                            400,
                            "Codex accounts keep no responses to go on from; send the whole conversation.",
                            "previous_response_not_found",
                            "previous_response_id",
                            null)
                    .asException();
        }
    }

    private static byte[] fitted(byte[] sent) {
        var body = JsonSplice.of(sent);
        refuseEarlier(body);
        setUnless(body, "stream", "true");
        setUnless(body, "store", "false");
        instructions(body);
        if (!body.has("include")) {
            body.set("include", "[\"reasoning.encrypted_content\"]");
        }
        input(body);
        return body.removeIf(name -> !FIELDS.contains(name)).bytes();
    }

    private static void setUnless(JsonSplice body, String name, String json) {
        if (!body.is(name, json)) {
            body.set(name, json);
        }
    }

    private static void instructions(JsonSplice body) {
        boolean none = !body.has("instructions") || body.is("instructions", "null") || body.is("instructions", "\"\"");
        if (none) {
            body.set("instructions", Json.quote(NO_INSTRUCTIONS));
        }
    }

    /** The input is a list there, knows the role developer but not system, and no cache breakpoints. */
    private static void input(JsonSplice body) {
        var input = body.value("input").flatMap(Json::parse).orElseGet(Json::array);
        if (input.isTextual()) {
            body.set("input", Json.array().add(said(input.asText())).toString());
            return;
        }
        if (input instanceof ArrayNode items && adapted(items)) {
            body.set("input", items.toString());
        }
    }

    private static JsonNode said(String text) {
        var message = Json.object().put("type", "message").put("role", "user");
        message.putArray("content").addObject().put("type", "input_text").put("text", text);
        return message;
    }

    private static boolean adapted(ArrayNode items) {
        boolean any = false;
        for (var item : items) {
            for (var part : item.path("content")) {
                any |= part instanceof ObjectNode given && given.remove(BREAKPOINT) != null;
            }
            if (item instanceof ObjectNode message
                    && message.path("role").asText("").equals("system")) {
                message.put("role", "developer");
                any = true;
            }
        }
        return any;
    }
}
