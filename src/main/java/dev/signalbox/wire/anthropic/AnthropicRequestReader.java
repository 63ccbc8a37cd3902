package dev.signalbox.wire.anthropic;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Sampling;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/messages}, and of {@code /v1/messages/count_tokens}. */
final class AnthropicRequestReader {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "max_tokens",
            "system",
            "tools",
            "tool_choice",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "stream",
            "metadata",
            "thinking",
            "service_tier",
            "output_config");

    private final Fields body;
    private final boolean counting;

    /** A reader; {@code counting} says that the tokens are only counted, which needs no limit. */
    AnthropicRequestReader(Fields body, boolean counting) {
        this.body = body;
        this.counting = counting;
    }

    /**
     * Reads the request.
     *
     * @throws ChatException with the field at fault where the API would refuse
     */
    ChatRequest read() {
        var model = body.requiredString("model");
        var limits = limits();
        var tools = ToolReader.tools(body);
        var choice = ToolReader.choice(body, tools);
        var messages = messages();
        return new ChatRequest(
                model,
                messages,
                tools,
                choice,
                ToolReader.parallel(body),
                sampling(),
                ThinkingReader.read(body),
                format(),
                limits,
                body.isTrue("stream"),
                extras());
    }

    private List<Message> messages() {
        var messages = new ArrayList<Message>();
        var system = SystemReader.parts(body, "system");
        if (!system.isEmpty()) {
            messages.add(Message.of(Role.SYSTEM, system));
        }
        if (!body.has("messages")) {
            throw Fields.wrong("messages", "is required");
        }
        var turns = body.objects("messages");
        if (turns.isEmpty()) {
            throw Fields.wrong("messages", "must hold at least one message");
        }
        ToolPairing.check(turns);
        for (int i = 0; i < turns.size(); i++) {
            messages.add(message(turns.get(i), i == turns.size() - 1));
        }
        return messages;
    }

    private static Message message(Fields turn, boolean last) {
        return switch (turn.requiredString("role")) {
            case "system" -> Message.of(Role.SYSTEM, SystemReader.parts(turn, "content"));
            case "user" -> Message.of(Role.USER, ContentReader.content(turn, Role.USER, false));
            case "assistant" -> Message.of(Role.ASSISTANT, ContentReader.content(turn, Role.ASSISTANT, last));
            default -> throw Fields.wrong(turn.at("role"), "must be user, assistant or system");
        };
    }

    private Limits limits() {
        var max = body.integer("max_tokens");
        if (max == null && !counting) {
            throw Fields.wrong("max_tokens", "is required");
        }
        if (max != null && max < 1) {
            throw Fields.wrong("max_tokens", "must be at least 1");
        }
        var stops = body.strings("stop_sequences");
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).isBlank()) {
                throw Fields.wrong("stop_sequences." + i, "must hold more than white space");
            }
        }
        return new Limits(max, stops, null);
    }

    private Sampling sampling() {
        var topK = body.integer("top_k");
        if (topK != null && topK < 0) {
            throw Fields.wrong("top_k", "must not be negative");
        }
        return new Sampling(fraction("temperature"), fraction("top_p"), topK, null, null, null);
    }

    private @Nullable BigDecimal fraction(String name) {
        var value = body.decimal(name);
        if (value != null && (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0)) {
            throw Fields.wrong(name, "must be between 0 and 1");
        }
        return value;
    }

    /** The structured output asked for; the beta's {@code output_format} stays where it is still sent. */
    private OutputFormat format() {
        var config = body.object("output_config");
        var format = config == null ? null : config.object("format");
        if (format == null) {
            format = body.object("output_format");
        }
        if (format == null) {
            return OutputFormat.TEXT;
        }
        if (!format.requiredString("type").equals("json_schema")) {
            throw Fields.wrong(format.at("type"), "must be json_schema");
        }
        var schema = format.requiredObject("schema");
        return new OutputFormat.JsonSchema("output", null, Json.raw(schema.node()), null);
    }

    private Extras extras() {
        var metadata = body.object("metadata");
        var other = new LinkedHashMap<String, RawJson>();
        for (var field : body.node().properties()) {
            boolean told =
                    field.getKey().equals("output_format") || field.getValue().isNull();
            if (!KNOWN.contains(field.getKey()) && !told) {
                other.put(field.getKey(), Json.raw(field.getValue()));
            }
        }
        within(metadata, Set.of("user_id"), other);
        within(body.object("output_config"), Set.of("effort", "format"), other);
        within(body.object("thinking"), Set.of("type", "budget_tokens", "display"), other);
        return new Extras(
                Protocol.ANTHROPIC_MESSAGES,
                metadata == null ? null : metadata.string("user_id"),
                null,
                body.string("service_tier"),
                other);
    }

    private static void within(@Nullable Fields object, Set<String> known, Map<String, RawJson> other) {
        if (object == null) {
            return;
        }
        for (var field : object.node().properties()) {
            if (!known.contains(field.getKey()) && !field.getValue().isNull()) {
                other.put(object.at(field.getKey()), Json.raw(field.getValue()));
            }
        }
    }
}
