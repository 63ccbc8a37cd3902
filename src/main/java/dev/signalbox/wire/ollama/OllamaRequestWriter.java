package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.DocumentForm;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.FunctionSchema;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReadableBlocks;
import dev.signalbox.wire.ReasoningFit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a chat request for an Ollama server. */
final class OllamaRequestWriter {
    private final ChatRequest request;
    private final ModelProfile target;
    private final Losses losses;
    private final ObjectNode body = Json.object();
    private final ObjectNode options = Json.object();
    private final @Nullable ForcedCall forced;

    private OllamaRequestWriter(ChatRequest given, ModelProfile target) {
        this.losses = Losses.of(given);
        this.target = target;
        var readable = ReadableBlocks.spelledOut(given, DocumentForm.TEXTS, losses);
        this.forced = ForcedCall.of(readable).orElse(null);
        this.request = told(readable);
    }

    private ChatRequest told(ChatRequest readable) {
        if (forced != null) {
            return forced.told(readable);
        }
        return keepsFromCalling(readable) ? FormatPrompt.told(readable) : readable;
    }

    /** The server holds all that a model says to the format, so that one with tools could never call them. */
    private boolean keepsFromCalling(ChatRequest wish) {
        return wish.extras().origin() != Protocol.OLLAMA
                && !(wish.format() instanceof OutputFormat.PlainText)
                && !target.has(Quirk.NO_TOOLS)
                && wish.tools().stream().anyMatch(t -> !(t instanceof Tool.BuiltIn) && offered(t, wish.toolChoice()));
    }

    static EncodedRequest write(ChatRequest request, ModelProfile target) {
        return new OllamaRequestWriter(request, target).write();
    }

    private EncodedRequest write() {
        body.put("model", target.model());
        body.set("messages", new OllamaMessageWriter(request, losses).messages());
        if (forced == null) {
            tools();
            format();
        } else {
            body.set("format", forced.schema());
            lostOf(forced);
        }
        think();
        options();
        body.put("stream", request.stream());
        extras();
        if (!options.isEmpty()) {
            body.set("options", options);
        }
        var tool = forced == null ? null : forced.name();
        return new EncodedRequest(Json.bytes(body), losses.paths(), Map.of(), request.freeTextTools(), false, tool);
    }

    /** The other tools are not wanted; of the forced one all is told but how it is to be kept. */
    private void lostOf(ForcedCall call) {
        for (int i = 0; i < request.tools().size(); i++) {
            var tool = request.tools().get(i);
            if (tool instanceof Tool.Function f) {
                losses.addIf(f.cache() != null, Field.CACHE_CONTROL);
            }
            if (tool.name().equals(call.name())) {
                extrasOf(i, tool);
            }
        }
    }

    private void extrasOf(int index, Tool tool) {
        switch (tool) {
            case Tool.Function f -> f.extras().keySet().forEach(name -> losses.add("tools." + index + "." + name));
            case Tool.Custom c -> losses.addIf(FreeText.hasGrammar(c), "tools." + index + ".format");
            case Tool.BuiltIn b -> {}
        }
    }

    /** There is no choice here: what must not be called is not offered, and of several nothing can be forced. */
    private void tools() {
        var given = target.has(Quirk.NO_TOOLS) ? List.<Tool>of() : request.tools();
        losses.addIf(given.isEmpty() && !request.tools().isEmpty(), Field.TOOLS);
        var choice = request.toolChoice();
        losses.addIf(!request.tools().isEmpty() && forces(choice), Field.TOOL_CHOICE);
        var tools = Json.array();
        for (int i = 0; i < given.size(); i++) {
            if (offered(given.get(i), choice)) {
                tool(i, given.get(i)).ifPresent(tools::add);
            }
        }
        if (!tools.isEmpty()) {
            body.set("tools", tools);
            losses.addIf(Boolean.FALSE.equals(request.parallelToolCalls()), Field.PARALLEL_TOOL_CALLS);
        }
    }

    private static boolean offered(Tool tool, ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.None n -> false;
            case ToolChoice.Allowed a -> a.names().contains(tool.name());
            case ToolChoice.Named n -> n.name().equals(tool.name());
            case ToolChoice.Auto a -> true;
            case ToolChoice.Required r -> true;
        };
    }

    private static boolean forces(ToolChoice choice) {
        return choice instanceof ToolChoice.Required
                || choice instanceof ToolChoice.Named
                || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
    }

    private Optional<ObjectNode> tool(int index, Tool tool) {
        return switch (tool) {
            case Tool.Function f -> {
                losses.addIf(f.cache() != null, Field.CACHE_CONTROL);
                losses.addIf(Boolean.TRUE.equals(f.strict()), "tools.strict");
                extrasOf(index, f);
                yield Optional.of(function(f.name(), f.told(), PlacedReferences.in(FunctionSchema.of(f.parameters()))));
            }
            case Tool.Custom c -> {
                extrasOf(index, c);
                yield Optional.of(function(c.name(), FreeText.description(c), FunctionSchema.of(FreeText.SCHEMA)));
            }
            case Tool.BuiltIn b -> {
                losses.add("tools." + index);
                yield Optional.empty();
            }
        };
    }

    private static ObjectNode function(String name, @Nullable String description, ObjectNode parameters) {
        var node = Json.object().put("type", "function");
        var function = node.putObject("function").put("name", name);
        function.put("description", description == null ? "" : description);
        function.set("parameters", parameters);
        return node;
    }

    private void format() {
        if (keepsFromCalling(request)) {
            losses.add(Field.FORMAT);
            return;
        }
        switch (request.format()) {
            case OutputFormat.PlainText t -> {}
            case OutputFormat.JsonObject o -> body.put("format", "json");
            case OutputFormat.JsonSchema s -> body.set("format", FormatPrompt.described(s));
        }
    }

    /** On or off; levels only for a model that is known to have them, or in a client's own words. */
    private void think() {
        var wish = request.reasoning();
        if (wish == null) {
            return;
        }
        losses.addIf(wish.summary() != null, Field.REASONING_SUMMARY);
        var fit = ReasoningFit.fit(request, target, Protocol.OLLAMA);
        var effort = fit == null ? null : fit.asEffort();
        if (effort == null) {
            losses.addIf(fit == null && wish.asEffort() != null && !wish.disabled(), Field.REASONING);
            return;
        }
        if (effort == Effort.NONE || effort == Effort.AUTO) {
            body.put("think", effort == Effort.AUTO);
            return;
        }
        var known = target.reasoning();
        boolean levels = request.extras().origin() == Protocol.OLLAMA
                || (known != null && known.levels().contains(effort));
        if (levels) {
            body.put("think", effort.wireName());
        } else {
            body.put("think", true);
        }
    }

    private void options() {
        var sampling = request.sampling();
        number("temperature", sampling.temperature());
        number("top_p", sampling.topP());
        number("frequency_penalty", sampling.frequencyPenalty());
        number("presence_penalty", sampling.presencePenalty());
        if (sampling.topK() != null) {
            options.put("top_k", sampling.topK());
        }
        if (sampling.seed() != null) {
            options.put("seed", sampling.seed());
        }
        var limits = request.limits();
        if (limits.maxTokens() != null) {
            options.put("num_predict", limits.maxTokens());
        }
        var stops = limits.stopSequences().stream().filter(s -> !s.isEmpty()).toList();
        if (!stops.isEmpty()) {
            stops.forEach(options.putArray("stop")::add);
        }
        losses.addIf(stops.size() < limits.stopSequences().size(), Field.STOP);
        losses.addIf(limits.choices() != null && limits.choices() > 1, Field.CHOICES);
    }

    private void number(String name, @Nullable BigDecimal value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    private void extras() {
        var extras = request.extras();
        losses.addIf(extras.user() != null, Field.USER);
        losses.addIf(extras.promptCacheKey() != null, Field.PROMPT_CACHE_KEY);
        losses.addIf(extras.serviceTier() != null, Field.SERVICE_TIER);
        var logprobs = extras.origin() == Protocol.OLLAMA ? null : Logprobs.wish(extras);
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
            if (extras.origin() != Protocol.OLLAMA) {
                losses.add(path);
            } else if (path.startsWith("options.")) {
                options.set(path.substring("options.".length()), Json.tree(value));
            } else {
                body.set(path, Json.tree(value));
            }
        });
    }
}
