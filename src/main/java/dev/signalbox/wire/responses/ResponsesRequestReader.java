package dev.signalbox.wire.responses;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Sampling;
import dev.signalbox.wire.DeclaredTypes;
import dev.signalbox.wire.DeclaredTypes.Expected;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.WatchedNodes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a client posts to {@code /v1/responses}. */
final class ResponsesRequestReader {
    private static final Set<String> CANONICAL = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "max_output_tokens",
            "reasoning",
            "text",
            "stream",
            "user",
            "prompt_cache_key",
            "service_tier");
    private static final Map<String, String> MOVED = Map.of(
            "messages", "input",
            "max_tokens", "max_output_tokens",
            "response_format", "text.format",
            "reasoning_effort", "reasoning.effort");
    private static final Map<String, Expected> TYPES = Map.ofEntries(
            Map.entry("background", Expected.FLAG),
            Map.entry("context_management", Expected.LIST),
            Map.entry("conversation", Expected.TEXT_OR_OBJECT),
            Map.entry("include", Expected.LIST),
            Map.entry("max_tool_calls", Expected.WHOLE_NUMBER),
            Map.entry("metadata", Expected.OBJECT),
            Map.entry("moderation", Expected.OBJECT),
            Map.entry("previous_response_id", Expected.TEXT),
            Map.entry("prompt", Expected.OBJECT),
            Map.entry("prompt_cache_options", Expected.OBJECT),
            Map.entry("prompt_cache_retention", Expected.TEXT),
            Map.entry("safety_identifier", Expected.TEXT),
            Map.entry("store", Expected.FLAG),
            Map.entry("stream_options", Expected.OBJECT),
            Map.entry("top_logprobs", Expected.WHOLE_NUMBER),
            Map.entry("truncation", Expected.TEXT));
    private static final Map<String, Expected> REASONING_TYPES =
            Map.of("mode", Expected.TEXT, "context", Expected.TEXT);
    private static final int MIN_OUTPUT = 16;

    private final Fields request;
    private final Map<String, RawJson> other = new LinkedHashMap<>();

    private ResponsesRequestReader(Fields request) {
        this.request = request;
    }

    static ChatRequest read(byte[] body) {
        var root = Json.request(body);
        return WatchedNodes.noting(root, new ResponsesRequestReader(new Fields(root, "")).read());
    }

    private ChatRequest read() {
        refuseMoved();
        DeclaredTypes.check(request, TYPES);
        var model = request.string("model");
        if (model == null || model.isEmpty()) {
            throw ResponsesErrors.missing("model");
        }
        var items = items();
        var tools = new ToolReader();
        tools.read(request.objects("tools"));
        tools.read(ToolReader.declaredInside(items));
        var messages = messages(items);
        keepOther();
        return new ChatRequest(
                model,
                messages,
                tools.tools(),
                tools.choice(request),
                request.bool("parallel_tool_calls"),
                sampling(),
                reasoning(),
                format(),
                new Limits(maxTokens(), List.of(), null),
                request.isTrue("stream"),
                extras());
    }

    private void refuseMoved() {
        for (var field : MOVED.entrySet()) {
            if (request.has(field.getKey()) && !request.has("input")) {
                throw ResponsesErrors.refused(
                        "Unsupported parameter: '" + field.getKey()
                                + "'. In the Responses API, this parameter has moved to '" + field.getValue() + "'.",
                        field.getKey(),
                        "unsupported_parameter");
            }
        }
    }

    /** Earlier turns or the whole prompt may lie with the provider. */
    private boolean continued() {
        return request.has("previous_response_id") || request.has("conversation") || request.has("prompt");
    }

    /** Without an input there is still something to answer when the request says what the answer is to be like. */
    private boolean instructed() {
        return request.has("instructions") || request.has("tools") || request.has("text");
    }

    private List<Fields> items() {
        var input = request.get("input");
        if (input == null && !continued() && !instructed()) {
            throw ResponsesErrors.missing("input");
        }
        if (input == null || input.isTextual()) {
            return List.of();
        }
        if (!input.isArray()) {
            throw ResponsesErrors.refused(
                    "Invalid type for 'input': expected one of a string or array of input items.",
                    "input",
                    "invalid_type");
        }
        return request.objects("input");
    }

    private List<Message> messages(List<Fields> items) {
        var messages = new ArrayList<Message>();
        instructions(messages);
        var input = request.get("input");
        if (input != null && input.isTextual()) {
            messages.add(Message.of(Role.USER, Part.Text.of(input.textValue())));
        }
        messages.addAll(InputReader.read(items, continued()));
        return messages;
    }

    private void instructions(List<Message> messages) {
        var instructions = request.get("instructions");
        if (instructions != null && instructions.isArray()) {
            messages.addAll(InputReader.read(request.objects("instructions"), false));
            return;
        }
        var text = request.string("instructions");
        if (text != null && !text.isEmpty()) {
            messages.add(Message.of(Role.SYSTEM, Part.Text.of(text)));
        }
    }

    private @Nullable Integer maxTokens() {
        var max = request.integer("max_output_tokens");
        if (max != null && max < MIN_OUTPUT) {
            throw ResponsesErrors.refused(
                    "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= " + MIN_OUTPUT
                            + ", but got " + max + " instead.",
                    "max_output_tokens",
                    "integer_below_min_value");
        }
        return max;
    }

    private Sampling sampling() {
        return new Sampling(inRange("temperature", 2), inRange("top_p", 1), null, null, null, null);
    }

    private @Nullable BigDecimal inRange(String name, int max) {
        var value = request.decimal(name);
        if (value != null && (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0)) {
            throw Fields.wrong(name, "must be between 0 and " + max);
        }
        return value;
    }

    private @Nullable Reasoning reasoning() {
        var reasoning = request.object("reasoning");
        if (reasoning == null) {
            return null;
        }
        DeclaredTypes.check(reasoning, REASONING_TYPES);
        for (var field : reasoning.node().properties()) {
            if (!Set.of("effort", "summary", "generate_summary").contains(field.getKey())) {
                other.put(reasoning.at(field.getKey()), Json.raw(field.getValue()));
            }
        }
        var name = reasoning.string("effort");
        var effort = name == null
                ? null
                : Effort.of(name)
                        .orElseThrow(() -> ResponsesErrors.refused(
                                "Invalid value: '" + name
                                        + "'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', and"
                                        + " 'xhigh'.",
                                "reasoning.effort",
                                "invalid_value"));
        var summary = reasoning.string("summary");
        if (summary == null) {
            summary = reasoning.string("generate_summary");
        }
        boolean hidden = summary == null && reasoning.node().has("summary");
        if (effort == null && summary == null && !hidden) {
            return null;
        }
        var shown = summary != null ? Reasoning.Visibility.SHOWN : Reasoning.Visibility.UNSPECIFIED;
        return new Reasoning(effort, null, false, hidden ? Reasoning.Visibility.HIDDEN : shown, summary);
    }

    private OutputFormat format() {
        var text = request.object("text");
        if (text == null) {
            return OutputFormat.TEXT;
        }
        DeclaredTypes.check(text, Map.of("verbosity", Expected.TEXT));
        for (var field : text.node().properties()) {
            if (!field.getKey().equals("format")) {
                other.put(text.at(field.getKey()), Json.raw(field.getValue()));
            }
        }
        var format = text.object("format");
        if (format == null) {
            return OutputFormat.TEXT;
        }
        var type = format.requiredString("type");
        return switch (type) {
            case "text" -> OutputFormat.TEXT;
            case "json_object" -> OutputFormat.JSON;
            case "json_schema" -> schema(format);
            default -> throw Fields.wrong("text.format.type", "must be text, json_object or json_schema");
        };
    }

    private static OutputFormat schema(Fields format) {
        var name = format.string("name");
        if (name == null) {
            throw ResponsesErrors.missing("text.format.name");
        }
        var schema = format.object("schema");
        if (schema == null) {
            throw ResponsesErrors.missing("text.format.schema");
        }
        return new OutputFormat.JsonSchema(
                name, format.string("description"), Json.raw(schema.node()), format.bool("strict"));
    }

    private void keepOther() {
        for (var field : request.node().properties()) {
            if (!CANONICAL.contains(field.getKey()) && !field.getValue().isNull()) {
                other.put(field.getKey(), Json.raw(field.getValue()));
            }
        }
    }

    private Extras extras() {
        return new Extras(
                Protocol.OPENAI_RESPONSES,
                request.string("user"),
                request.string("prompt_cache_key"),
                request.string("service_tier"),
                other);
    }
}
