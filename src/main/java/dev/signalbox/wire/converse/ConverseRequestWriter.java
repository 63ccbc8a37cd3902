package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.wire.DocumentForm;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReadableBlocks;
import dev.signalbox.wire.ReasoningFit;
import dev.signalbox.wire.ToolNames;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a request. The model stands in it as {@code modelId}; the dialect moves it into the path. */
final class ConverseRequestWriter {
    private static final int LONGEST_NAME = 64;
    private static final Set<String> TIERS = Set.of("default", "flex", "priority", "reserved");

    private final ChatRequest request;
    private final ModelProfile target;
    private final Losses losses;
    private final ToolNames names;
    private final ObjectNode root = Json.object();

    ConverseRequestWriter(ChatRequest asked, ModelProfile target) {
        this.losses = Losses.of(asked);
        boolean enforced = asked.format() instanceof OutputFormat.JsonSchema && !target.has(Quirk.NO_JSON_SCHEMA);
        var readable = ReadableBlocks.spelledOut(asked, DocumentForm.FIELDS, losses);
        this.request = enforced ? readable : FormatPrompt.told(readable);
        this.target = target;
        this.names = ToolNames.of(request, LONGEST_NAME);
    }

    EncodedRequest write() {
        root.put("modelId", target.model());
        var conversation = new ConverseConversation(request, target, names, losses);
        conversation.writeTo(root);
        var tools = new ConverseTools(request, target, names, losses);
        tools.writeTo(root, conversation.turns());
        inference(reasoning());
        format();
        extras();
        return EncodedRequest.of(Json.bytes(root), losses.paths(), names.restored(), tools.freeText());
    }

    private ObjectNode more() {
        return root.withObjectProperty("additionalModelRequestFields");
    }

    /**
     * How hard the model is to think; null when it is not told. Nova 2 has three levels and is off by itself; the other models
     * behind Converse have no documented field for it.
     *
     * @see <a href="https://docs.aws.amazon.com/nova/latest/nova2-userguide/extended-thinking.html">Extended thinking</a>
     */
    private @Nullable Effort reasoning() {
        var wish = request.reasoning();
        if (wish == null || wish.disabled()) {
            losses.addIf(
                    wish != null
                            && target.reasoning() != null
                            && !target.reasoning().zeroAllowed(),
                    Field.REASONING);
            return null;
        }
        var fit = target.reasoning() == null || !target.has(Quirk.NOVA_FIELDS)
                ? null
                : ReasoningFit.clamp(wish, target, Protocol.OPENAI_CHAT);
        var effort = fit == null ? null : fit.asEffort();
        if (effort == null || effort == Effort.NONE || effort == Effort.AUTO) {
            losses.add(Field.REASONING);
            return null;
        }
        more().putObject("reasoningConfig").put("type", "enabled").put("maxReasoningEffort", effort.wireName());
        return effort;
    }

    /** At the highest effort Nova refuses limits and sampling. */
    private void inference(@Nullable Effort effort) {
        boolean free = effort != Effort.HIGH;
        var inference = Json.object();
        var maxTokens = request.limits().maxTokens();
        if (maxTokens != null && free) {
            var limit = target.maxOutputTokens();
            int tokens = Math.max(maxTokens, 1);
            inference.put("maxTokens", limit == null ? tokens : Math.min(tokens, limit));
        }
        losses.addIf(maxTokens != null && !free, Field.MAX_TOKENS);
        boolean sampled = free && !target.has(Quirk.NO_TEMPERATURE);
        fraction("temperature", request.sampling().temperature(), sampled, Field.TEMPERATURE, inference);
        fraction("topP", request.sampling().topP(), sampled, Field.TOP_P, inference);
        stops(inference);
        if (!inference.isEmpty()) {
            root.set("inferenceConfig", inference);
        }
        var topK = request.sampling().topK();
        if (topK != null && free && target.has(Quirk.NOVA_FIELDS)) {
            more().putObject("inferenceConfig").put("topK", topK);
        } else {
            losses.addIf(topK != null, Field.TOP_K);
        }
        losses.addIf(request.sampling().frequencyPenalty() != null, Field.FREQUENCY_PENALTY);
        losses.addIf(request.sampling().presencePenalty() != null, Field.PRESENCE_PENALTY);
        losses.addIf(request.sampling().seed() != null, Field.SEED);
        var choices = request.limits().choices();
        losses.addIf(choices != null && choices > 1, Field.CHOICES);
    }

    /** The API takes 0 to 1. */
    private void fraction(String name, @Nullable BigDecimal value, boolean taken, Field field, ObjectNode inference) {
        if (value != null && taken) {
            inference.put(name, value.min(BigDecimal.ONE).max(BigDecimal.ZERO));
        } else {
            losses.addIf(value != null, field);
        }
    }

    private void stops(ObjectNode inference) {
        var stops = request.limits().stopSequences();
        var kept = target.has(Quirk.NO_STOP)
                ? stops.subList(0, 0)
                : stops.stream().filter(stop -> !stop.isEmpty()).toList();
        if (!kept.isEmpty()) {
            var list = inference.putArray("stopSequences");
            kept.forEach(list::add);
        }
        losses.addIf(kept.size() < stops.size(), Field.STOP);
    }

    /** A schema is enforced, and goes as text. */
    private void format() {
        if (!(request.format() instanceof OutputFormat.JsonSchema schema) || target.has(Quirk.NO_JSON_SCHEMA)) {
            losses.addIf(!(request.format() instanceof OutputFormat.PlainText), Field.FORMAT);
            return;
        }
        var format = root.putObject("outputConfig").putObject("textFormat").put("type", "json_schema");
        var definition = format.putObject("structure")
                .putObject("jsonSchema")
                .put("name", schema.name())
                .put("schema", schema.schema().text());
        if (schema.description() != null) {
            definition.put("description", schema.description());
        }
    }

    private void extras() {
        var extras = request.extras();
        losses.addIf(extras.user() != null, Field.USER);
        losses.addIf(extras.promptCacheKey() != null, Field.PROMPT_CACHE_KEY);
        var tier = extras.serviceTier();
        if (tier != null && TIERS.contains(tier)) {
            root.putObject("serviceTier").put("type", tier);
        } else {
            losses.addIf(tier != null && !tier.equals("auto"), Field.SERVICE_TIER);
        }
        losses.addOther(extras);
    }
}
