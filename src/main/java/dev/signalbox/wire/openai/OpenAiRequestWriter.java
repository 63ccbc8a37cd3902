package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReasoningFit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a Chat Completions request. */
final class OpenAiRequestWriter {
    private static final int MAX_STOPS = 4;
    private static final Pattern OPENAI_MODEL = Pattern.compile("(?i)(.*/)?(gpt-|chatgpt|codex|o[1-9]).*");

    /** Fields of the Responses protocol that this one has too, under their names here. */
    private static final Map<String, String> OF_RESPONSES = Map.of(
            "text.verbosity", "verbosity",
            "metadata", "metadata",
            "moderation", "moderation",
            "safety_identifier", "safety_identifier",
            "prompt_cache_options", "prompt_cache_options",
            "prompt_cache_retention", "prompt_cache_retention");

    private static final Set<String> DESCRIPTIVE =
            Set.of("metadata", "store", "safety_identifier", "prompt_cache_options", "prompt_cache_retention");

    private final Target target;
    private final ChatRequest request;
    private final ObjectNode body = Json.object();

    private OpenAiRequestWriter(Target target) {
        this.target = target;
        this.request = target.request();
    }

    static EncodedRequest write(ChatRequest request, ModelProfile model) {
        return new OpenAiRequestWriter(Target.of(request, model)).write();
    }

    private EncodedRequest write() {
        body.put("model", target.model().model());
        body.set("messages", new MessageWriter(target).messages());
        var tools = new ToolWriter(target);
        tools.write(body);
        limits();
        sampling();
        reasoning();
        format();
        stream();
        extras();
        return new EncodedRequest(
                Json.bytes(body),
                target.losses().paths(),
                target.names().restored(),
                Set.copyOf(tools.wrapped()),
                mayTagThoughts(),
                null);
    }

    /** Servers of open models leave thoughts in the text unless they are told to look for them; OpenAI's models never do. */
    private boolean mayTagThoughts() {
        return target.has(Quirk.THINK_TAGS)
                || !OPENAI_MODEL.matcher(target.model().model()).matches();
    }

    private void limits() {
        var max = request.limits().maxTokens();
        if (max != null) {
            body.put(maxTokensField(), max);
        }
        var given = request.limits().stopSequences();
        var stops = given.stream().filter(s -> !s.isEmpty()).toList();
        target.losses().addIf(stops.size() < given.size(), Field.STOP);
        if (target.has(Quirk.NO_STOP)) {
            target.losses().addIf(!stops.isEmpty(), Field.STOP);
        } else if (!stops.isEmpty()) {
            var stop = body.putArray("stop");
            stops.stream().limit(MAX_STOPS).forEach(stop::add);
            target.losses().addIf(stops.size() > MAX_STOPS, Field.STOP);
        }
        var choices = request.limits().choices();
        if (choices != null && choices > 1) {
            body.put("n", choices);
        }
    }

    /** OpenAI's models take the new name and partly refuse the old one; most other servers began with the old one. */
    private String maxTokensField() {
        boolean modern = OPENAI_MODEL.matcher(target.model().model()).matches();
        boolean asked =
                target.has(Quirk.MAX_COMPLETION_TOKENS) || (modern && !target.has(Quirk.NO_MAX_COMPLETION_TOKENS));
        return asked ? "max_completion_tokens" : "max_tokens";
    }

    private void sampling() {
        var sampling = request.sampling();
        number("temperature", sampling.temperature(), Quirk.NO_TEMPERATURE, Field.TEMPERATURE);
        number("top_p", sampling.topP(), Quirk.NO_TEMPERATURE, Field.TOP_P);
        number("frequency_penalty", sampling.frequencyPenalty(), Quirk.NO_PENALTIES, Field.FREQUENCY_PENALTY);
        number("presence_penalty", sampling.presencePenalty(), Quirk.NO_PENALTIES, Field.PRESENCE_PENALTY);
        if (sampling.seed() != null) {
            body.put("seed", sampling.seed());
        }
        if (sampling.topK() != null && target.sameProtocol()) {
            body.put("top_k", sampling.topK());
        } else {
            target.losses().addIf(sampling.topK() != null, Field.TOP_K);
        }
    }

    private void number(String name, @Nullable BigDecimal value, Quirk refused, Field field) {
        if (value == null) {
            return;
        }
        if (target.has(refused)) {
            target.losses().add(field);
        } else {
            body.put(name, value);
        }
    }

    private void reasoning() {
        var wish = request.reasoning();
        if (wish == null) {
            return;
        }
        boolean styled = wish.summary() != null && !wish.summary().equals("auto"); // thoughts are shown as they are
        target.losses().addIf(styled, Field.REASONING_SUMMARY);
        var fit = ReasoningFit.fit(request, target.model(), Protocol.OPENAI_CHAT);
        if (fit == null) {
            target.losses().addIf(!wish.disabled() && wish.asEffort() != null, Field.REASONING);
            return;
        }
        if (target.has(Quirk.ENABLE_THINKING)) {
            enableThinking(fit);
        } else if (target.has(Quirk.THINKING_OBJECT)) {
            thinkingObject(fit);
        } else {
            effort(fit.asEffort());
        }
    }

    private void enableThinking(Reasoning wish) {
        if (wish.asEffort() == null) {
            return;
        }
        body.put("enable_thinking", !wish.disabled());
        var budget = wish.asBudget();
        if (budget != null && budget > 0) {
            body.put("thinking_budget", budget);
        }
    }

    private void thinkingObject(Reasoning wish) {
        var effort = wish.asEffort();
        if (effort == null) {
            return;
        }
        body.putObject("thinking").put("type", wish.disabled() ? "disabled" : "enabled");
        var known = target.model().reasoning();
        if (!wish.disabled() && known != null && known.levels().contains(effort)) {
            effort(effort);
        }
    }

    /** Left out where the model decides by itself; levels beyond high only where the model or the client knows them. */
    private void effort(@Nullable Effort effort) {
        if (effort == null || effort == Effort.AUTO) {
            return;
        }
        var known = target.model().reasoning();
        boolean unknown = known == null;
        if (known != null && known.switchable()) {
            target.losses().add(Field.REASONING); // a switch without a field for it
            return;
        }
        boolean beyond = effort == Effort.MAX || effort == Effort.XHIGH;
        boolean asked = target.sameVendor()
                && request.reasoning() != null
                && request.reasoning().effort() == effort;
        var level = beyond && unknown && !asked ? Effort.HIGH : effort;
        body.put("reasoning_effort", level.wireName());
    }

    private void format() {
        switch (request.format()) {
            case OutputFormat.PlainText t -> {}
            case OutputFormat.JsonObject o -> body.putObject("response_format").put("type", "json_object");
            case OutputFormat.JsonSchema s -> schema(s);
        }
    }

    private void schema(OutputFormat.JsonSchema given) {
        if (target.has(Quirk.NO_JSON_SCHEMA)) {
            target.losses().add(Field.FORMAT);
            body.putObject("response_format").put("type", "json_object");
            return;
        }
        var name = given.name().replaceAll("[^a-zA-Z0-9_-]", "_");
        var schema =
                body.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        schema.put("name", name.isEmpty() ? "answer" : name.substring(0, Math.min(64, name.length())));
        if (given.description() != null) {
            schema.put("description", given.description());
        }
        schema.set("schema", Json.tree(given.schema()));
        if (given.strict() != null) {
            schema.put("strict", given.strict());
        }
    }

    private void stream() {
        if (!request.stream() && !target.has(Quirk.STREAM_ONLY)) {
            return;
        }
        body.put("stream", true);
        if (!target.has(Quirk.NO_STREAM_OPTIONS)) {
            body.putObject("stream_options").put("include_usage", true);
        }
    }

    private void extras() {
        var extras = request.extras();
        descriptive("user", extras.user(), Field.USER);
        descriptive("prompt_cache_key", extras.promptCacheKey(), Field.PROMPT_CACHE_KEY);
        tier(extras.serviceTier());
        var logprobs = target.sameProtocol() ? null : Logprobs.wish(extras);
        if (logprobs != null) {
            body.put("logprobs", true);
            if (logprobs.top() != null) {
                body.put("top_logprobs", logprobs.top());
            }
        }
        extras.other().forEach((path, value) -> {
            if (logprobs != null && logprobs.paths().contains(path)) {
                return;
            }
            var name = target.sameProtocol() ? path : OF_RESPONSES.getOrDefault(path, "");
            boolean own = target.sameProtocol() || extras.origin() == Protocol.OPENAI_RESPONSES;
            boolean refused = DESCRIPTIVE.contains(name) && target.has(Quirk.NO_METADATA);
            if (own && !name.isEmpty() && !refused) {
                body.set(name, Json.tree(value));
            } else {
                target.losses().add(path);
            }
        });
    }

    private void descriptive(String name, @Nullable String value, Field field) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (target.has(Quirk.NO_METADATA)) {
            target.losses().add(field);
        } else {
            body.put(name, value);
        }
    }

    private void tier(@Nullable String tier) {
        if (tier == null) {
            return;
        }
        var own = switch (request.extras().origin()) {
            case OPENAI_CHAT, OPENAI_RESPONSES -> tier;
            case ANTHROPIC_MESSAGES -> tier.equals("standard_only") ? "default" : "auto";
            case GEMINI, OLLAMA -> null;
        };
        if (own == null || target.has(Quirk.NO_METADATA)) {
            target.losses().add(Field.SERVICE_TIER);
        } else {
            body.put("service_tier", own);
        }
    }
}
