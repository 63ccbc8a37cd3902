package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ResponsesElsewhere;
import dev.signalbox.wire.ToolNames;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a request for a provider, in the order of fields that the vendor's own clients use. */
final class AnthropicRequestWriter {
    private static final int DEFAULT_MAX_TOKENS = 32_000;
    private static final int MAX_NAME = 128;
    private static final Set<String> NESTED = Set.of("metadata", "output_config", "thinking");
    private static final BigDecimal LEAST_TOP_P_WITH_THINKING = new BigDecimal("0.95");

    private final ChatRequest request;
    private final ModelProfile target;
    private final Losses losses;
    private final ToolNames names;
    private final ObjectNode root = Json.object();
    private final @Nullable JsonNode schema;

    AnthropicRequestWriter(ChatRequest given, ModelProfile target) {
        var asked = ResponsesElsewhere.said(given);
        this.schema = target.has(Quirk.NO_JSON_SCHEMA) || target.has(Quirk.NO_OUTPUT_CONFIG) ? null : schema(asked);
        this.request = schema == null ? FormatPrompt.told(asked) : asked;
        this.target = target;
        this.losses = Losses.of(request);
        this.names = ToolNames.of(request, MAX_NAME);
    }

    EncodedRequest write() {
        root.put("model", target.model());
        root.put("max_tokens", maxTokens());
        var turns = new TurnWriter(request, target, names, losses);
        turns.writeTo(root);
        boolean forced = new ToolWriter(request, names, losses).writeTo(root);
        boolean thinks =
                new ThinkingWriter(request, target, losses).writeTo(root, forced, turns.endsInUnthoughtToolLoop());
        format();
        sampling(thinks);
        limits();
        extras();
        if (root.path("thinking").path("type").asText().equals("disabled")) {
            forgetThinking();
        }
        if (request.stream()) {
            root.put("stream", true);
        }
        CacheBreakpoints.limit(root);
        return EncodedRequest.of(Json.bytes(root), losses.paths(), names.restored(), request.freeTextTools());
    }

    private boolean sameOrigin() {
        return request.extras().origin() == Protocol.ANTHROPIC_MESSAGES;
    }

    private int maxTokens() {
        var limit = target.maxOutputTokens();
        var asked = request.limits().maxTokens();
        int tokens = asked == null ? DEFAULT_MAX_TOKENS : Math.max(asked, 1);
        return limit == null ? tokens : Math.min(tokens, limit);
    }

    /** The schema that the API will hold the answer to, null where it can not. */
    private static @Nullable JsonNode schema(ChatRequest asked) {
        if (!(asked.format() instanceof OutputFormat.JsonSchema format)) {
            return null;
        }
        var given = FormatPrompt.described(format);
        return asked.extras().origin() == Protocol.ANTHROPIC_MESSAGES
                ? given
                : OutputSchema.of(given).orElse(null);
    }

    private void format() {
        if (schema != null) {
            var format = root.withObjectProperty("output_config").putObject("format");
            format.put("type", "json_schema").set("schema", schema);
        } else {
            losses.addIf(!(request.format() instanceof OutputFormat.PlainText), Field.FORMAT);
        }
    }

    /** Thinking allows no temperature but 1, no top_k, and top_p close to 1 only; newer models take one of the two. */
    private void sampling(boolean thinks) {
        var sampling = request.sampling();
        boolean refuses = target.has(Quirk.NO_TEMPERATURE);
        var temperature = sampling.temperature();
        if (temperature != null && temperature.compareTo(BigDecimal.ONE) > 0) {
            temperature = BigDecimal.ONE;
        }
        var topP = sampling.topP();
        boolean topPFits = !refuses && (!thinks || topP == null || topP.compareTo(LEAST_TOP_P_WITH_THINKING) >= 0);
        boolean both = topP != null && topPFits && !sameOrigin();
        boolean fits = !refuses && !both && (!thinks || isOne(temperature));
        put("temperature", temperature, fits, Field.TEMPERATURE);
        put("top_p", topP, topPFits, Field.TOP_P);
        if (sampling.topK() != null && !thinks && !refuses) {
            root.put("top_k", sampling.topK());
        } else {
            losses.addIf(sampling.topK() != null, Field.TOP_K);
        }
        losses.addIf(sampling.frequencyPenalty() != null, Field.FREQUENCY_PENALTY);
        losses.addIf(sampling.presencePenalty() != null, Field.PRESENCE_PENALTY);
        losses.addIf(sampling.seed() != null, Field.SEED);
    }

    private static boolean isOne(@Nullable BigDecimal value) {
        return value != null && value.compareTo(BigDecimal.ONE) == 0;
    }

    private void put(String name, @Nullable BigDecimal value, boolean fits, Field field) {
        if (value != null && fits) {
            root.put(name, value);
        } else {
            losses.addIf(value != null, field);
        }
    }

    private void limits() {
        var stops = request.limits().stopSequences();
        var kept = stops.stream().filter(s -> !s.isBlank()).toList();
        if (!kept.isEmpty()) {
            var list = root.putArray("stop_sequences");
            kept.forEach(list::add);
        }
        losses.addIf(kept.size() < stops.size(), Field.STOP);
        var choices = request.limits().choices();
        losses.addIf(choices != null && choices > 1, Field.CHOICES);
    }

    private void extras() {
        var extras = request.extras();
        if (extras.user() != null) {
            root.putObject("metadata").put("user_id", extras.user());
        }
        losses.addIf(extras.promptCacheKey() != null, Field.PROMPT_CACHE_KEY);
        serviceTier(extras.serviceTier());
        if (sameOrigin()) {
            extras.other().forEach(this::writeBack);
        } else {
            losses.addOther(extras);
        }
    }

    private void writeBack(String path, RawJson value) {
        int dot = path.indexOf('.');
        boolean nested = dot > 0 && NESTED.contains(path.substring(0, dot));
        if (nested && path.startsWith("thinking.") && !root.has("thinking")) {
            return; // there is nothing that it could be said of
        }
        var holder = nested ? root.withObjectProperty(path.substring(0, dot)) : root;
        holder.set(nested ? path.substring(dot + 1) : path, Json.tree(value));
    }

    /** Without thinking the API refuses to be told which thoughts to keep. */
    private void forgetThinking() {
        if (root.path("context_management").path("edits") instanceof ArrayNode edits) {
            for (int i = edits.size() - 1; i >= 0; i--) {
                if (edits.get(i).path("type").asText().startsWith("clear_thinking")) {
                    edits.remove(i);
                }
            }
            if (edits.isEmpty()) {
                root.remove("context_management");
            }
        }
    }

    private void serviceTier(@Nullable String tier) {
        if (tier == null) {
            return;
        }
        if (sameOrigin() || tier.equals("auto")) {
            root.put("service_tier", tier);
        } else if (tier.equals("default")) {
            root.put("service_tier", "standard_only");
        } else {
            losses.add(Field.SERVICE_TIER);
        }
    }
}
