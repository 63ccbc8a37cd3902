package dev.signalbox.wire.ollama;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Sampling;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.WatchedNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a chat request of an Ollama client. */
final class OllamaRequestReader {
    private static final Set<String> PLACED =
            Set.of("model", "messages", "tools", "format", "options", "stream", "think");
    private static final Set<String> PLACED_OPTIONS = Set.of(
            "num_predict", "temperature", "top_p", "top_k", "seed", "stop", "frequency_penalty", "presence_penalty");

    private final Fields body;
    private final Fields options;

    private OllamaRequestReader(Fields body) {
        this.body = body;
        var given = body.object("options");
        this.options = given == null ? new Fields(Json.object(), "options") : given;
    }

    static ChatRequest read(byte[] body) {
        var root = Json.request(body);
        return WatchedNodes.noting(root, new OllamaRequestReader(new Fields(root, "")).read());
    }

    private ChatRequest read() {
        var model = body.string("model");
        if (model == null || model.isBlank()) {
            throw Fields.wrong("model", "is required");
        }
        var stream = body.bool("stream");
        return new ChatRequest(
                model,
                OllamaMessageReader.messages(body),
                tools(),
                ToolChoice.AUTO,
                null,
                sampling(),
                reasoning(),
                format(),
                new Limits(maxTokens(), stop(), null),
                stream == null || stream,
                new Extras(Protocol.OLLAMA, null, null, null, other()));
    }

    private List<Tool> tools() {
        var tools = new LinkedHashMap<String, Tool>();
        for (var given : body.objects("tools")) {
            var function = given.requiredObject("function");
            var parameters = function.object("parameters");
            var name = function.requiredString("name");
            tools.putIfAbsent(
                    name,
                    Tool.Function.of(
                            name,
                            function.string("description"),
                            parameters == null ? null : Json.raw(parameters.node())));
        }
        return new ArrayList<>(tools.values());
    }

    private Sampling sampling() {
        return new Sampling(
                options.decimal("temperature"),
                options.decimal("top_p"),
                options.integer("top_k"),
                options.decimal("frequency_penalty"),
                options.decimal("presence_penalty"),
                options.longInteger("seed"));
    }

    /** Negative means without a limit. */
    private @Nullable Integer maxTokens() {
        var limit = options.integer("num_predict");
        return limit == null || limit < 1 ? null : limit;
    }

    private List<String> stop() {
        var value = options.get("stop");
        if (value == null) {
            return List.of();
        }
        return value.isTextual() ? List.of(value.asText()) : options.strings("stop");
    }

    private @Nullable Reasoning reasoning() {
        var think = body.get("think");
        if (think == null) {
            return null;
        }
        if (think.isBoolean()) {
            return shown(think.asBoolean() ? Effort.AUTO : Effort.NONE);
        }
        return shown(Effort.of(think.asText())
                .orElseThrow(() -> Fields.wrong("think", "must be a boolean, 'low', 'medium' or 'high'")));
    }

    private static Reasoning shown(Effort effort) {
        var visibility = effort == Effort.NONE ? Reasoning.Visibility.UNSPECIFIED : Reasoning.Visibility.SHOWN;
        return new Reasoning(effort, null, false, visibility, null);
    }

    private OutputFormat format() {
        var format = body.get("format");
        if (format == null || (format.isTextual() && format.asText().isEmpty())) {
            return OutputFormat.TEXT;
        }
        if (format.isObject()) {
            return new OutputFormat.JsonSchema("answer", null, Json.raw(format), null);
        }
        if (format.isTextual() && format.asText().equals("json")) {
            return OutputFormat.JSON;
        }
        throw Fields.wrong("format", "must be 'json' or a JSON schema");
    }

    private Map<String, RawJson> other() {
        var other = new LinkedHashMap<String, RawJson>();
        collect(body, "", PLACED, other);
        collect(options, "options.", PLACED_OPTIONS, other);
        return other;
    }

    private static void collect(Fields from, String prefix, Set<String> placed, Map<String, RawJson> into) {
        for (var field : from.node().properties()) {
            if (!placed.contains(field.getKey()) && !field.getValue().isNull()) {
                into.put(prefix + field.getKey(), Json.raw(field.getValue()));
            }
        }
    }
}
