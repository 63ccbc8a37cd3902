package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Anthropic refuses. */
final class AnthropicRules {
    private static final Set<String> FIELDS = Rules.names(
            "model messages max_tokens system tools tool_choice temperature top_p top_k stop_sequences stream metadata"
                    + " thinking service_tier container output_config cache_control");
    private static final Map<String, Set<String>> PARTS = Map.of(
            "text", Rules.names("type text cache_control citations"),
            "image", Rules.names("type source cache_control"),
            "document", Rules.names("type source title context citations cache_control"),
            "tool_use", Rules.names("type id name input cache_control caller"),
            "tool_result", Rules.names("type tool_use_id content is_error cache_control"),
            "thinking", Rules.names("type thinking signature"),
            "redacted_thinking", Rules.names("type data"));
    private static final Set<String> TOOL = Rules.names(
            "type name description input_schema cache_control strict defer_loading allowed_callers input_examples");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    private AnthropicRules() {}

    static void check(Received request) {
        if (!request.path().equals("/v1/messages")) {
            throw new Refusal(404, "Not found");
        }
        if (request.header("x-api-key") == null) {
            throw new Refusal(401, "x-api-key header is required");
        }
        Rules.require(request.header("anthropic-version") != null, "anthropic-version: header is required");
        var body = request.json();
        Rules.onlyKnown(body, FIELDS, AnthropicRules::extra);
        Rules.require(body.path("model").isTextual(), "model: Field required");
        Rules.require(body.has("max_tokens"), "max_tokens: Field required");
        Rules.require(
                body.path("max_tokens").isInt() && body.path("max_tokens").asInt() > 0,
                "max_tokens: Input should be greater than or equal to 1");
        Rules.require(
                body.path("temperature").asDouble(0) <= 1, "temperature: Input should be less than or equal to 1");
        tools(body);
        messages(body.path("messages"));
    }

    private static Refusal extra(String name) {
        return Refusal.of(name + ": Extra inputs are not permitted");
    }

    private static void tools(JsonNode body) {
        var names = new HashSet<String>();
        for (var tool : body.path("tools")) {
            Rules.onlyKnown(tool, TOOL, AnthropicRules::extra);
            Rules.require(
                    NAME.matcher(tool.path("name").asText()).matches(),
                    "tools.0.custom.name: String should match pattern '" + NAME + "'");
            Rules.require(names.add(tool.path("name").asText()), "tools: Tool names must be unique.");
            var schema = tool.path("input_schema");
            Rules.require(
                    schema.path("type").asText().equals("object"),
                    "tools.0.custom.input_schema.type: Input should be 'object'");
            for (var keyword : Set.of("oneOf", "allOf", "anyOf")) {
                Rules.require(
                        !schema.has(keyword),
                        "tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top"
                                + " level");
            }
        }
        Rules.require(
                !body.has("tool_choice") || !names.isEmpty(),
                "tool_choice may only be specified while providing tools.");
    }

    private static void messages(JsonNode messages) {
        Rules.require(messages.isArray() && !messages.isEmpty(), "messages: at least one message is required");
        Set<String> open = Set.of();
        for (var message : messages) {
            var role = message.path("role").asText();
            Rules.onlyKnown(message, Set.of("role", "content"), AnthropicRules::extra);
            Rules.require(
                    Set.of("user", "assistant").contains(role),
                    "messages: Unexpected role \"" + role
                            + "\". The Messages API accepts a top-level `system` parameter.");
            open = parts(message, role, open);
        }
        Rules.require(open.isEmpty(), unanswered(open));
    }

    private static String unanswered(Set<String> open) {
        return "messages: `tool_use` ids were found without `tool_result` blocks immediately after: " + open;
    }

    /** The calls that the next message has to answer. */
    private static Set<String> parts(JsonNode message, String role, Set<String> before) {
        var content = message.path("content");
        Rules.require(!content.isEmpty() || !content.asText().isEmpty(), "messages: must have non-empty content");
        var calls = new LinkedHashSet<String>();
        var unanswered = new LinkedHashSet<>(before);
        boolean otherSeen = false;
        for (var part : content) {
            var type = part.path("type").asText();
            Rules.require(
                    PARTS.containsKey(type), "messages: Input tag '" + type + "' does not match any of the expected");
            Rules.onlyKnown(part, PARTS.getOrDefault(type, Set.of()), AnthropicRules::extra);
            Rules.require(
                    !type.equals("text") || !part.path("text").asText().isBlank(),
                    "messages: text content blocks must be non-empty");
            if (type.equals("tool_use")) {
                Rules.require(role.equals("assistant"), "`tool_use` blocks can only be in `assistant` messages");
                Rules.require(part.path("input").isObject(), "tool_use.input: Input should be a valid dictionary");
                Rules.require(calls.add(part.path("id").asText()), "messages: `tool_use` ids must be unique");
            }
            if (type.equals("tool_result")) {
                Rules.require(role.equals("user"), "`tool_result` blocks can only be in `user` messages");
                Rules.require(
                        unanswered.remove(part.path("tool_use_id").asText()),
                        "messages: unexpected `tool_use_id` found in `tool_result` blocks: "
                                + part.path("tool_use_id").asText());
                Rules.require(before.isEmpty() || !otherSeen, "messages: `tool_result` blocks must come first");
            }
            otherSeen |= !type.equals("tool_result");
        }
        Rules.require(unanswered.isEmpty(), unanswered(unanswered));
        return calls;
    }
}
