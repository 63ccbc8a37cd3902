package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Sampling;
import dev.signalbox.wire.DeclaredTypes;
import dev.signalbox.wire.DeclaredTypes.Expected;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.WatchedNodes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a Chat Completions request. */
final class OpenAiRequestReader {
    private static final Set<String> PLACED = Set.of(
            "model",
            "messages",
            "tools",
            "functions",
            "tool_choice",
            "function_call",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "top_k",
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "max_tokens",
            "max_completion_tokens",
            "stop",
            "n",
            "response_format",
            "reasoning_effort",
            "reasoning",
            "include_reasoning",
            "thinking",
            "enable_thinking",
            "thinking_budget",
            "stream",
            "stream_options",
            "user",
            "prompt_cache_key",
            "service_tier",
            "web_search_options");

    private static final Map<String, Expected> TYPES = Map.ofEntries(
            Map.entry("audio", Expected.OBJECT),
            Map.entry("logit_bias", Expected.OBJECT),
            Map.entry("logprobs", Expected.FLAG),
            Map.entry("metadata", Expected.OBJECT),
            Map.entry("modalities", Expected.LIST),
            Map.entry("moderation", Expected.OBJECT),
            Map.entry("prediction", Expected.OBJECT),
            Map.entry("prompt_cache_options", Expected.OBJECT),
            Map.entry("prompt_cache_retention", Expected.TEXT),
            Map.entry("safety_identifier", Expected.TEXT),
            Map.entry("store", Expected.FLAG),
            Map.entry("top_logprobs", Expected.WHOLE_NUMBER),
            Map.entry("verbosity", Expected.TEXT));

    private final Fields body;

    private OpenAiRequestReader(Fields body) {
        this.body = body;
    }

    static ChatRequest read(byte[] body) {
        var root = Json.request(body);
        return WatchedNodes.noting(root, new OpenAiRequestReader(new Fields(root, "")).read());
    }

    private ChatRequest read() {
        var model = body.requiredString("model");
        if (model.isBlank()) {
            throw Fields.wrong("model", "must not be empty");
        }
        DeclaredTypes.check(body, TYPES);
        var tools = ToolReader.tools(body);
        boolean stream = body.isTrue("stream");
        var other = other();
        var format = format(other);
        return new ChatRequest(
                model,
                MessageReader.messages(body, tools),
                tools,
                ToolReader.choice(body, tools),
                body.bool("parallel_tool_calls"),
                sampling(),
                ReasoningReader.read(body),
                format,
                new Limits(maxTokens(), stop(), atLeastOne("n")),
                stream,
                new Extras(
                        Protocol.OPENAI_CHAT,
                        body.string("user"),
                        body.string("prompt_cache_key"),
                        body.string("service_tier"),
                        other,
                        usageInStream(stream),
                        Set.of(),
                        asksInOpenRoutersWords()));
    }

    private Sampling sampling() {
        return new Sampling(
                inRange("temperature", 0, 2),
                inRange("top_p", 0, 1),
                body.integer("top_k"),
                inRange("frequency_penalty", -2, 2),
                inRange("presence_penalty", -2, 2),
                body.longInteger("seed"));
    }

    private @Nullable BigDecimal inRange(String name, int min, int max) {
        var value = body.decimal(name);
        boolean outside = value != null
                && (value.compareTo(BigDecimal.valueOf(min)) < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0);
        if (outside) {
            throw Fields.wrong(name, "must be between " + min + " and " + max);
        }
        return value;
    }

    private @Nullable Integer maxTokens() {
        var tokens = atLeastOne("max_tokens");
        var completion = atLeastOne("max_completion_tokens");
        return tokens == null ? completion : tokens;
    }

    private @Nullable Integer atLeastOne(String name) {
        var value = body.integer(name);
        if (value != null && value < 1) {
            throw Fields.wrong(name, "must be at least 1");
        }
        return value;
    }

    private List<String> stop() {
        var value = body.get("stop");
        if (value == null) {
            return List.of();
        }
        return value.isTextual() ? List.of(value.asText()) : body.strings("stop");
    }

    private boolean asksInOpenRoutersWords() {
        return body.has("reasoning")
                || body.has("include_reasoning")
                || body.objects("messages").stream().anyMatch(m -> m.has(ThoughtDetails.FIELD));
    }

    private boolean usageInStream(boolean stream) {
        var options = body.object("stream_options");
        if (options != null && !stream) {
            throw Fields.wrong("stream_options", "is only allowed when 'stream' is true");
        }
        return options != null && options.isTrue("include_usage");
    }

    /** Formats of other makers' servers ({@code grammar}, {@code regex}) are kept for them as they are. */
    private OutputFormat format(Map<String, RawJson> other) {
        var format = body.object("response_format");
        if (format == null) {
            return OutputFormat.TEXT;
        }
        return switch (format.requiredString("type")) {
            case "text" -> OutputFormat.TEXT;
            case "json_object" -> OutputFormat.JSON;
            case "json_schema" -> schema(format.requiredObject("json_schema"));
            default -> {
                other.put("response_format", Json.raw(format.node()));
                yield OutputFormat.TEXT;
            }
        };
    }

    private static OutputFormat schema(Fields given) {
        var schema = given.object("schema");
        return new OutputFormat.JsonSchema(
                given.requiredString("name"),
                given.string("description"),
                schema == null ? RawJson.EMPTY_OBJECT : Json.raw(schema.node()),
                given.bool("strict"));
    }

    private Map<String, RawJson> other() {
        var other = new LinkedHashMap<String, RawJson>();
        for (var field : body.node().properties()) {
            if (!PLACED.contains(field.getKey()) && !saysNothing(field.getKey(), field.getValue())) {
                other.put(field.getKey(), Json.raw(field.getValue()));
            }
        }
        return other;
    }

    /** Null, and the defaults that some clients spell out. */
    private static boolean saysNothing(String name, JsonNode value) {
        boolean offByDefault = name.equals("store") || name.equals("logprobs");
        boolean onlyText = name.equals("modalities")
                && value.size() == 1
                && value.get(0).asText().equals("text");
        return value.isNull() || onlyText || (offByDefault && value.isBoolean() && !value.asBoolean());
    }
}
