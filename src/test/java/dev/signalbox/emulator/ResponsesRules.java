package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the Responses API refuses. */
final class ResponsesRules {
    private static final Set<String> FIELDS = Rules.names("model input background conversation include instructions"
            + " max_output_tokens max_tool_calls metadata parallel_tool_calls previous_response_id prompt"
            + " prompt_cache_key prompt_cache_retention reasoning safety_identifier service_tier store stream"
            + " stream_options temperature text tool_choice tools top_logprobs top_p truncation user");

    private ResponsesRules() {}

    static void check(Received request) {
        if (!request.path().equals("/v1/responses")) {
            throw new Refusal(404, "Invalid URL (POST " + request.path() + ")");
        }
        OpenAiRules.bearer(request);
        var body = request.json();
        Rules.onlyKnown(body, FIELDS, name -> Refusal.of("Unknown parameter: '" + name + "'."));
        Rules.require(body.path("model").isTextual(), "Missing required parameter: 'model'.");
        Rules.require(body.has("input"), "Missing required parameter: 'input'.");
        Rules.require(
                body.path("max_output_tokens").asInt(16) >= 16,
                "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16.");
        OpenAiRules.tools(body, tool -> tool);
        input(body.path("input"));
    }

    private static void input(JsonNode input) {
        var open = new LinkedHashSet<String>();
        var calls = new LinkedHashSet<String>();
        for (var item : input) {
            var id = item.path("call_id").asText();
            switch (item.path("type").asText("message")) {
                case "message" -> message(item);
                case "function_call" -> {
                    Rules.require(item.path("arguments").isTextual(), "Invalid type for 'input[0].arguments'.");
                    Rules.require(calls.add(id), "Duplicate call_id " + id);
                    open.add(id);
                }
                case "function_call_output" ->
                    Rules.require(
                            open.remove(id), "No tool call found for function call output with call_id " + id + ".");
                case "reasoning", "item_reference" -> {}
                default ->
                    throw Refusal.of("Invalid value: '" + item.path("type").asText() + "'.");
            }
        }
        Rules.require(open.isEmpty(), "No tool output found for function call " + open + ".");
    }

    private static void message(JsonNode item) {
        var role = item.path("role").asText();
        Rules.require(
                Set.of("user", "assistant", "system", "developer").contains(role), "Invalid value: '" + role + "'.");
        var kinds = role.equals("assistant")
                ? Set.of("output_text", "refusal")
                : Set.of("input_text", "input_image", "input_file");
        for (var part : item.path("content")) {
            Rules.require(
                    kinds.contains(part.path("type").asText()),
                    "Invalid value: '" + part.path("type").asText() + "'. Supported values are: " + kinds);
        }
    }
}
