package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Reasoning.Visibility;
import dev.signalbox.chat.Tool;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReasoningFit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes {@code generationConfig}. */
final class GeminiConfigWriter {
    private static final int MAX_STOPS = 5;
    private static final int MAX_OUTPUT = 65536; // no Gemini model writes more, and a larger wish is refused
    private static final int MAX_SECOND_BUDGET = 24576; // what every Gemini 2.5 model accepts

    private final ChatRequest request;
    private final ModelProfile target;
    private final Losses losses;
    private final ObjectNode config = Json.object();

    GeminiConfigWriter(ChatRequest request, ModelProfile target, Losses losses) {
        this.request = request;
        this.target = target;
        this.losses = losses;
    }

    /** The configuration, empty when the request leaves all to the provider. */
    ObjectNode write(boolean withFunctions) {
        sampling();
        limits();
        format(withFunctions);
        thinking();
        return config;
    }

    private void sampling() {
        var sampling = request.sampling();
        boolean fixed = target.has(Quirk.NO_TEMPERATURE);
        losses.addIf(fixed && sampling.temperature() != null, Field.TEMPERATURE);
        losses.addIf(fixed && sampling.topP() != null, Field.TOP_P);
        if (!fixed) {
            number("temperature", sampling.temperature());
            number("topP", sampling.topP());
        }
        var topK = sampling.topK();
        if (topK != null && topK > 0) {
            config.put("topK", topK);
        } else {
            losses.addIf(topK != null, Field.TOP_K);
        }
        boolean noPenalties = target.has(Quirk.NO_PENALTIES);
        losses.addIf(noPenalties && punishes(sampling.frequencyPenalty()), Field.FREQUENCY_PENALTY);
        losses.addIf(noPenalties && punishes(sampling.presencePenalty()), Field.PRESENCE_PENALTY);
        if (!noPenalties) {
            number("frequencyPenalty", sampling.frequencyPenalty());
            number("presencePenalty", sampling.presencePenalty());
        }
        if (sampling.seed() != null) {
            // 32 bits here: a larger seed still gives the same answer every time
            config.put("seed", Long.hashCode(sampling.seed()));
        }
    }

    private static boolean punishes(@Nullable BigDecimal penalty) {
        return penalty != null && penalty.signum() != 0;
    }

    private void number(String name, @Nullable BigDecimal value) {
        if (value != null) {
            config.put(name, value);
        }
    }

    private void limits() {
        var limits = request.limits();
        if (limits.maxTokens() != null) {
            int most = target.maxOutputTokens() == null ? MAX_OUTPUT : target.maxOutputTokens();
            config.put("maxOutputTokens", Math.min(limits.maxTokens(), most));
        }
        var given = limits.stopSequences().stream().filter(s -> !s.isEmpty()).toList();
        losses.addIf(given.size() < limits.stopSequences().size(), Field.STOP);
        if (!given.isEmpty()) {
            boolean none = target.has(Quirk.NO_STOP);
            losses.addIf(none || given.size() > MAX_STOPS, Field.STOP);
            if (!none) {
                var stops = config.putArray("stopSequences");
                given.stream().limit(MAX_STOPS).forEach(stops::add);
            }
        }
        if (limits.choices() != null && limits.choices() > 1) {
            config.put("candidateCount", limits.choices());
        }
    }

    /** Whether the form of the answer cannot be demanded, or not all of it, so that the model has to be told. */
    static boolean untold(ChatRequest request, ModelProfile target) {
        boolean functions = request.tools().stream().anyMatch(t -> !(t instanceof Tool.BuiltIn));
        boolean schema = request.format() instanceof OutputFormat.JsonSchema;
        return refusesFormat(request, target, functions) || (schema && target.has(Quirk.NO_JSON_SCHEMA));
    }

    /** Before Gemini 3 the API refuses JSON output beside functions. */
    private static boolean refusesFormat(ChatRequest request, ModelProfile target, boolean withFunctions) {
        return withFunctions && request.extras().origin() != Protocol.GEMINI && !GeminiModels.isThird(target);
    }

    private void format(boolean withFunctions) {
        if (refusesFormat(request, target, withFunctions) && !(request.format() instanceof OutputFormat.PlainText)) {
            losses.add(Field.FORMAT);
            return;
        }
        switch (request.format()) {
            case OutputFormat.PlainText p -> {}
            case OutputFormat.JsonObject j -> config.put("responseMimeType", "application/json");
            case OutputFormat.JsonSchema schema -> {
                config.put("responseMimeType", "application/json");
                if (target.has(Quirk.NO_JSON_SCHEMA)) {
                    losses.add(Field.FORMAT);
                    return;
                }
                config.set("responseJsonSchema", ResponseSchema.clean(FormatPrompt.described(schema)));
            }
        }
    }

    private void thinking() {
        var wish = request.reasoning();
        if (wish == null) {
            return;
        }
        var fit = ReasoningFit.fit(request, target, Protocol.GEMINI);
        if (fit == null) {
            losses.addIf(!wish.disabled(), Field.REASONING);
            return;
        }
        losses.addIf(
                fit.summary() != null && !fit.summary().equals("auto") && losses.origin() == Protocol.OPENAI_RESPONSES,
                Field.REASONING_SUMMARY);
        var thinking = Json.object();
        if (fit.disabled()) {
            off(thinking);
        } else {
            amount(fit, thinking);
            if (fit.visibility() == Visibility.SHOWN) {
                thinking.put("includeThoughts", true);
            } else if (fit.visibility() == Visibility.HIDDEN && losses.origin() == Protocol.GEMINI) {
                thinking.put("includeThoughts", false);
            }
        }
        if (!thinking.isEmpty()) {
            config.set("thinkingConfig", thinking);
        }
    }

    /** A level model that cannot be switched off thinks as little as it can; without an amount it would think most. */
    private void off(ObjectNode thinking) {
        var known = target.reasoning();
        if (known != null) {
            if (known.minBudget() != null || known.maxBudget() != null) {
                thinking.put("thinkingBudget", 0);
            }
        } else if (GeminiModels.isThird(target)) {
            thinking.put("thinkingLevel", "low");
        } else {
            thinking.put("thinkingBudget", 0);
        }
    }

    private void amount(Reasoning fit, ObjectNode thinking) {
        var budget = fit.budget();
        if (budget != null) {
            thinking.put("thinkingBudget", budget);
            return;
        }
        var effort = fit.effort();
        if (effort == null) {
            return;
        }
        if (effort == Effort.AUTO) {
            if (!GeminiModels.takesLevels(target)) {
                thinking.put("thinkingBudget", -1);
            }
            return;
        }
        boolean known = target.reasoning() != null;
        if (GeminiModels.takesLevels(target)) {
            boolean above = effort == Effort.XHIGH || effort == Effort.MAX;
            thinking.put("thinkingLevel", (above && !known ? Effort.HIGH : effort).wireName());
        } else {
            thinking.put("thinkingBudget", known ? effort.budget() : Math.min(effort.budget(), MAX_SECOND_BUDGET));
        }
    }
}
