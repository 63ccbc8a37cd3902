package dev.signalbox.wire.gemini;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Reasoning.Visibility;
import dev.signalbox.chat.Sampling;
import dev.signalbox.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code generationConfig}. */
final class GeminiConfigReader {

    /** What it says, and by their paths the fields that only Gemini knows. */
    record Config(
            Sampling sampling,
            @Nullable Reasoning reasoning,
            OutputFormat format,
            Limits limits,
            Map<String, RawJson> other) {}

    private static final int MAX_STOPS = 5;

    private GeminiConfigReader() {}

    static Config read(@Nullable ProtoJson config) {
        if (config == null) {
            return new Config(Sampling.DEFAULT, null, OutputFormat.TEXT, Limits.NONE, Map.of());
        }
        var other = new LinkedHashMap<String, RawJson>();
        var sampling = sampling(config);
        var reasoning = reasoning(config.object("thinkingConfig"), other);
        var format = format(config, other);
        var limits = limits(config);
        other.putAll(config.rest());
        return new Config(sampling, reasoning, format, limits, other);
    }

    private static Sampling sampling(ProtoJson config) {
        var temperature = config.number("temperature");
        if (temperature != null && (temperature.signum() < 0 || temperature.doubleValue() > 2)) {
            throw config.wrong("temperature", "between 0 and 2");
        }
        var topP = config.number("topP");
        if (topP != null && (topP.signum() < 0 || topP.doubleValue() > 1)) {
            throw config.wrong("topP", "between 0 and 1");
        }
        var topK = config.integer("topK");
        if (topK != null && topK < 1) {
            throw config.wrong("topK", "positive");
        }
        return new Sampling(
                temperature,
                topP,
                topK,
                config.number("frequencyPenalty"),
                config.number("presencePenalty"),
                config.whole("seed"));
    }

    private static Limits limits(ProtoJson config) {
        var maxTokens = config.integer("maxOutputTokens");
        if (maxTokens != null && maxTokens < 1) {
            throw config.wrong("maxOutputTokens", "positive");
        }
        var choices = config.integer("candidateCount");
        if (choices != null && choices < 1) {
            throw config.wrong("candidateCount", "positive");
        }
        var stops = config.texts("stopSequences");
        if (stops.size() > MAX_STOPS) {
            throw config.wrong("stopSequences", "at most " + MAX_STOPS + " strings");
        }
        return new Limits(maxTokens, stops, choices);
    }

    private static OutputFormat format(ProtoJson config, Map<String, RawJson> other) {
        var type = config.text("responseMimeType", "");
        var open = config.get("responseSchema");
        var json = config.get("responseJsonSchema");
        if (json == null) {
            json = config.get("_responseJsonSchema");
        }
        if (open != null && json != null) {
            throw config.fault("responseSchema", "'responseSchema' and 'responseJsonSchema' must not both be given.");
        }
        if ((open != null || json != null) && type.isEmpty()) {
            throw config.fault("responseMimeType", "A response schema needs 'generationConfig.responseMimeType'.");
        }
        if (type.equals("text/x.enum")) {
            other.put(config.path("responseMimeType"), new RawJson("\"text/x.enum\""));
            if (open != null) {
                other.put(config.path("responseSchema"), Json.raw(open));
            }
            return OutputFormat.TEXT;
        }
        if (!type.equals("application/json")) {
            return OutputFormat.TEXT;
        }
        if (json != null) {
            return new OutputFormat.JsonSchema("response", null, Json.raw(json), null);
        }
        return open == null
                ? OutputFormat.JSON
                : new OutputFormat.JsonSchema("response", null, Json.raw(OpenSchema.toJsonSchema(open)), null);
    }

    private static @Nullable Reasoning reasoning(@Nullable ProtoJson config, Map<String, RawJson> other) {
        if (config == null) {
            return null;
        }
        var shown = config.bool("includeThoughts");
        var budget = config.integer("thinkingBudget");
        var level = config.text("thinkingLevel", "");
        if (budget != null && !level.isEmpty()) {
            throw config.fault("thinkingLevel", "Only one of thinkingBudget and thinkingLevel may be given.");
        }
        var effort = level.isEmpty() || level.equals("THINKING_LEVEL_UNSPECIFIED")
                ? null
                : Effort.of(level).orElseThrow(() -> config.wrong("thinkingLevel", "minimal, low, medium or high"));
        other.putAll(config.rest());
        if (shown == null && budget == null && effort == null) {
            return null;
        }
        var visibility = visibility(shown);
        return new Reasoning(effort, budget, false, visibility, null);
    }

    private static Visibility visibility(@Nullable Boolean shown) {
        if (shown == null) {
            return Visibility.UNSPECIFIED;
        }
        return shown ? Visibility.SHOWN : Visibility.HIDDEN;
    }
}
