package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What OpenAI refuses, in Chat Completions and partly in Responses. */
final class OpenAiRules {
    private static final Set<String> ROLES = Set.of("developer", "system", "user", "assistant", "tool", "function");
    private static final Set<String> MESSAGE =
            Rules.names("role content name tool_calls tool_call_id refusal audio function_call annotations");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private OpenAiRules() {}

    static void bearer(Received request) {
        var header = request.header("authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            throw new Refusal(401, "You didn't provide an API key.");
        }
    }

    static void messages(JsonNode messages) {
        Rules.require(messages.isArray() && !messages.isEmpty(), "Invalid 'messages': empty array.");
        var open = new LinkedHashSet<String>();
        for (var message : messages) {
            var role = message.path("role").asText();
            Rules.require(ROLES.contains(role), "Invalid value: '" + role + "'.");
            Rules.onlyKnown(message, MESSAGE, n -> Refusal.of("Additional properties are not allowed ('" + n + "')"));
            if (role.equals("tool")) {
                Rules.require(
                        open.remove(message.path("tool_call_id").asText()),
                        "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.");
                continue;
            }
            answered(open);
            content(message, role);
            message.path("tool_calls").forEach(call -> open.add(call(call)));
        }
        answered(open);
    }

    private static void answered(Set<String> open) {
        Rules.require(
                open.isEmpty(),
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                        + " 'tool_call_id'. The following tool_call_ids did not have response messages: " + open);
    }

    private static void content(JsonNode message, String role) {
        var content = message.path("content");
        boolean calls = !message.path("tool_calls").isEmpty();
        Rules.require(
                content.isTextual()
                        || content.isArray()
                        || (role.equals("assistant") && (calls || message.has("refusal"))),
                "Invalid value for 'content': expected a string, got null.");
    }

    private static String call(JsonNode call) {
        Rules.require(call.path("type").asText().equals("function"), "Invalid type of a tool call.");
        Rules.require(call.at("/function/arguments").isTextual(), "Invalid type for 'arguments': expected a string.");
        Rules.require(NAME.matcher(call.at("/function/name").asText()).matches(), "Invalid 'function.name'.");
        Rules.require(call.path("id").asText().length() <= 40, "Invalid 'id': string too long.");
        return call.path("id").asText();
    }

    static void tools(JsonNode body, UnaryOperator<JsonNode> function) {
        Rules.require(!body.has("tools") || !body.path("tools").isEmpty(), "Invalid 'tools': empty array.");
        Rules.require(
                !body.has("tool_choice") || body.has("tools"),
                "'tool_choice' is only allowed when 'tools' are specified.");
        var names = new HashSet<String>();
        for (var tool : body.path("tools")) {
            var definition = function.apply(tool);
            var name = definition.path("name").asText();
            Rules.require(NAME.matcher(name).matches(), "Invalid 'tools[0].function.name': '" + name + "'.");
            Rules.require(names.add(name), "Duplicate function name '" + name + "'.");
            var parameters = definition.path("parameters");
            Rules.require(
                    parameters.isMissingNode()
                            || parameters.path("type").asText().equals("object"),
                    "Invalid schema for function '" + name + "': schema must be a JSON Schema of 'type: \"object\"'.");
        }
    }

    static ObjectNode error(int status, String message) {
        var root = Rules.object();
        root.putObject("error")
                .put("message", message)
                .put("type", type(status))
                .putNull("param")
                .put("code", status == 429 ? "rate_limit_exceeded" : null);
        return root;
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "requests";
            case 500 -> "server_error";
            default -> "invalid_request_error";
        };
    }
}
