package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Role;
import dev.signalbox.wire.DocumentForm;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReadableBlocks;
import dev.signalbox.wire.ReasoningFit;
import dev.signalbox.wire.ToolNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a conversation as the body of {@code POST /responses}. */
final class ResponsesRequestWriter {
    private static final Set<String> TIERS = Set.of("auto", "default", "flex", "priority", "scale");
    private static final Map<String, String> SAME_IN_CHAT = Map.of(
            "verbosity", "text.verbosity",
            "metadata", "metadata",
            "moderation", "moderation",
            "prompt_cache_options", "prompt_cache_options",
            "safety_identifier", "safety_identifier",
            "prompt_cache_retention", "prompt_cache_retention",
            "top_logprobs", "top_logprobs");
    private static final int MIN_OUTPUT = 16;

    private final ChatRequest request;
    private final ModelProfile target;
    private final Losses losses;
    private final ToolNames names;
    private final boolean own;
    private final ObjectNode body = Json.object();

    ResponsesRequestWriter(ChatRequest asked, ModelProfile target) {
        boolean untold = asked.format() instanceof OutputFormat.JsonSchema && target.has(Quirk.NO_JSON_SCHEMA);
        this.losses = Losses.of(asked);
        this.own = asked.extras().origin() == Protocol.OPENAI_RESPONSES;
        var form = DocumentForm.NAMED_FILES_AND_ADDRESSES;
        var readable =
                own ? ReadableBlocks.inWords(asked, form, losses) : ReadableBlocks.spelledOut(asked, form, losses);
        this.request = untold ? FormatPrompt.told(readable) : FormatPrompt.mentioned(readable);
        this.target = target;
        this.names = ToolNames.of(request, InputWriter.MAX_CALL_ID);
    }

    EncodedRequest write() {
        body.put("model", target.model());
        input();
        tools();
        sampling();
        reasoning();
        text();
        extras();
        if (request.stream()) {
            body.put("stream", true);
        }
        return EncodedRequest.of(Json.bytes(body), losses.paths(), names.restored(), Set.of());
    }

    private void input() {
        var messages = request.messages();
        var instructions = own ? instructions(messages) : null;
        if (instructions != null) {
            body.put("instructions", instructions);
            messages = messages.subList(1, messages.size());
        }
        var developer = target.has(Quirk.NO_DEVELOPER_ROLE) ? "system" : "developer";
        var writer = new InputWriter(request, names, losses, !target.has(Quirk.NO_IMAGES), developer);
        body.set("input", writer.write(messages));
        losses.addIf(CacheMarks.any(request), Field.CACHE_CONTROL);
    }

    private static @Nullable String instructions(List<Message> messages) {
        if (messages.isEmpty() || messages.getFirst().role() != Role.SYSTEM) {
            return null;
        }
        var parts = messages.getFirst().parts();
        return parts.size() == 1 && parts.getFirst() instanceof Part.Text text ? text.text() : null;
    }

    private void tools() {
        parallel();
        if (request.tools().isEmpty()) {
            return;
        }
        if (target.has(Quirk.NO_TOOLS)) {
            losses.add(Field.TOOLS);
            return;
        }
        var writer = new ToolWriter(request, names, losses);
        var tools = writer.tools();
        if (!tools.isEmpty()) {
            body.set("tools", tools);
        }
        writer.choice(tools).ifPresent(this::choice);
    }

    /** Unlike Chat this protocol takes it without tools, too. */
    private void parallel() {
        var parallel = request.parallelToolCalls();
        boolean refused = target.has(Quirk.NO_PARALLEL_TOOL_CALLS);
        losses.addIf(refused && Boolean.FALSE.equals(parallel), Field.PARALLEL_TOOL_CALLS);
        if (parallel != null && !refused) {
            body.put("parallel_tool_calls", parallel);
        }
    }

    private void choice(JsonNode choice) {
        if (target.has(Quirk.NO_FORCED_TOOL_CHOICE) && !choice.asText().equals("none")) {
            losses.add(Field.TOOL_CHOICE);
            return;
        }
        body.set("tool_choice", choice);
    }

    private void sampling() {
        var sampling = request.sampling();
        boolean allowed = !target.has(Quirk.NO_TEMPERATURE);
        if (allowed && sampling.temperature() != null) {
            body.put("temperature", sampling.temperature());
        }
        if (allowed && sampling.topP() != null) {
            body.put("top_p", sampling.topP());
        }
        losses.addIf(!allowed && sampling.temperature() != null, Field.TEMPERATURE);
        losses.addIf(!allowed && sampling.topP() != null, Field.TOP_P);
        losses.addIf(sampling.topK() != null, Field.TOP_K);
        losses.addIf(sampling.frequencyPenalty() != null, Field.FREQUENCY_PENALTY);
        losses.addIf(sampling.presencePenalty() != null, Field.PRESENCE_PENALTY);
        losses.addIf(sampling.seed() != null, Field.SEED);
        var limits = request.limits();
        losses.addIf(!limits.stopSequences().isEmpty(), Field.STOP);
        losses.addIf(limits.choices() != null && limits.choices() > 1, Field.CHOICES);
        if (limits.maxTokens() != null) {
            var most = target.maxOutputTokens();
            int max = most == null ? limits.maxTokens() : Math.min(limits.maxTokens(), most);
            body.put("max_output_tokens", Math.max(max, MIN_OUTPUT));
        }
    }

    private void reasoning() {
        var wish = request.reasoning();
        var fitted = ReasoningFit.fit(request, target, Protocol.OPENAI_RESPONSES);
        if (fitted == null) {
            losses.addIf(wish != null && !wish.disabled(), Field.REASONING);
            return;
        }
        var node = Json.object();
        var effort = effort(fitted);
        if (effort != null && effort != Effort.AUTO) {
            node.put("effort", effort.wireName());
        }
        var summary = summary(fitted);
        if (summary != null) {
            node.put("summary", summary);
        }
        if (!node.isEmpty()) {
            body.set("reasoning", node);
        }
        if (!own && !fitted.disabled()) {
            body.putArray("include").add("reasoning.encrypted_content");
        }
    }

    /** Levels beyond high are not known to every model: a number of tokens alone does not ask for one. */
    private @Nullable Effort effort(Reasoning fitted) {
        var effort = fitted.asEffort();
        boolean converted = fitted.effort() == null && target.reasoning() == null;
        return converted && effort == Effort.XHIGH ? Effort.HIGH : effort;
    }

    private static @Nullable String summary(Reasoning fitted) {
        if (fitted.disabled() || fitted.visibility() == Reasoning.Visibility.HIDDEN) {
            return null;
        }
        if (fitted.summary() != null) {
            return fitted.summary();
        }
        return fitted.visibility() == Reasoning.Visibility.SHOWN ? "auto" : null;
    }

    private void text() {
        if (request.format() instanceof OutputFormat.JsonSchema && target.has(Quirk.NO_JSON_SCHEMA)) {
            losses.add(Field.FORMAT);
            writeFormat(OutputFormat.JSON, body.withObjectProperty("text"));
        } else if (!(request.format() instanceof OutputFormat.PlainText)) {
            writeFormat(request.format(), body.withObjectProperty("text"));
        }
    }

    /** Writes the format into a {@code text} object; plain text is the default and leaves it as it is. */
    static void writeFormat(OutputFormat format, ObjectNode text) {
        switch (format) {
            case OutputFormat.PlainText t -> {}
            case OutputFormat.JsonObject j -> text.putObject("format").put("type", "json_object");
            case OutputFormat.JsonSchema s -> schema(s, text.putObject("format"));
        }
    }

    private static void schema(OutputFormat.JsonSchema schema, ObjectNode format) {
        var name = schema.name().replaceAll("[^a-zA-Z0-9_-]", "_");
        format.put("type", "json_schema");
        format.put("name", name.isEmpty() ? "response" : name.substring(0, Math.min(64, name.length())));
        if (schema.description() != null) {
            format.put("description", schema.description());
        }
        format.set("schema", Json.tree(schema.schema()));
        if (schema.strict() != null) {
            format.put("strict", schema.strict());
        }
    }

    private void extras() {
        var extras = request.extras();
        if (own) {
            extras.other().forEach((path, value) -> restore(path, Json.tree(value)));
        } else {
            losses.addOther(foreign(extras));
            body.put("store", false);
        }
        if (extras.user() != null) {
            body.put("user", ToolNames.callId(extras.user(), 64));
        }
        if (extras.promptCacheKey() != null && !extras.promptCacheKey().isEmpty()) {
            body.put("prompt_cache_key", extras.promptCacheKey());
        }
        tier(extras);
    }

    /** Chat has some of the same fields; what else there is has no place here. */
    private Extras foreign(Extras extras) {
        var rest = new LinkedHashMap<>(extras.other());
        if (extras.origin() == Protocol.OPENAI_CHAT) {
            SAME_IN_CHAT.forEach((chat, path) -> {
                var value = rest.remove(chat);
                if (value != null) {
                    restore(path, Json.tree(value));
                }
            });
        }
        var logprobs = Logprobs.wish(extras);
        if (logprobs != null) {
            logprobs.paths().forEach(rest::remove);
            body.withArrayProperty("include").add(Logprobs.INCLUDE);
            if (logprobs.top() != null) {
                body.put("top_logprobs", logprobs.top());
            }
        }
        return new Extras(extras.origin(), null, null, null, rest);
    }

    private void tier(Extras extras) {
        var tier = "standard_only".equals(extras.serviceTier()) ? "default" : extras.serviceTier();
        if (tier == null) {
            return;
        }
        if (own || TIERS.contains(tier)) {
            body.put("service_tier", tier);
        } else {
            losses.add(Field.SERVICE_TIER);
        }
    }

    private void restore(String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot > 0 && (path.startsWith("text.") || path.startsWith("reasoning."))) {
            body.withObjectProperty(path.substring(0, dot)).set(path.substring(dot + 1), value);
        } else {
            body.set(path, value);
        }
    }
}
