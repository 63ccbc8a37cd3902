package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.FunctionSchema;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tools and the choice among them. A conversation that used a tool must declare it, offered or not, and there is no choice of none.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html">ToolConfiguration</a>
 */
final class ConverseTools {
    private final ChatRequest request;
    private final ModelProfile target;
    private final ToolNames names;
    private final Losses losses;
    private final Map<String, ObjectNode> declared = new LinkedHashMap<>();
    private final Set<String> freeText = new HashSet<>();

    ConverseTools(ChatRequest request, ModelProfile target, ToolNames names, Losses losses) {
        this.request = request;
        this.target = target;
        this.names = names;
        this.losses = losses;
    }

    /** The client's names of custom tools, which go as functions. */
    Set<String> freeText() {
        return freeText;
    }

    void writeTo(ObjectNode root, List<ConverseTurn> turns) {
        if (target.has(Quirk.NO_TOOLS)) {
            losses.addIf(!request.tools().isEmpty(), Field.TOOLS);
        } else {
            declareOffered();
        }
        int offered = declared.size();
        turns.stream().flatMap(turn -> turn.called().stream()).forEach(this::declareUsed);
        boolean more = declared.size() > offered;
        var choice = choice(offered, more);
        if (declared.isEmpty()) {
            return;
        }
        var config = root.putObject("toolConfig");
        var tools = config.putArray("tools");
        declared.values().forEach(tools::add);
        if (choice != null) {
            config.set("toolChoice", choice);
        }
        losses.addIf(Boolean.FALSE.equals(request.parallelToolCalls()), Field.PARALLEL_TOOL_CALLS);
    }

    private void declareOffered() {
        for (int i = 0; i < request.tools().size(); i++) {
            var tool = request.tools().get(i);
            if (offered(tool)) {
                declare(i, tool);
            }
        }
    }

    private boolean offered(Tool tool) {
        return switch (request.toolChoice()) {
            case ToolChoice.Auto a -> true;
            case ToolChoice.Required r -> true;
            case ToolChoice.None n -> false;
            case ToolChoice.Named named -> byName() || named.name().equals(tool.name());
            case ToolChoice.Allowed allowed -> allowed.names().contains(tool.name());
        };
    }

    /** Whether one tool can be chosen by its name. Elsewhere only that tool is offered. */
    private boolean byName() {
        return target.has(Quirk.NOVA_FIELDS);
    }

    private void declare(int index, Tool tool) {
        switch (tool) {
            case Tool.Function f -> {
                losses.addIf(f.cache() != null, Field.CACHE_CONTROL);
                f.extras().keySet().stream().sorted().forEach(name -> losses.add("tools." + name));
                var specification = declare(f.name(), f.told(), f.parameters());
                boolean strict = Boolean.TRUE.equals(f.strict());
                if (strict && !target.has(Quirk.NO_JSON_SCHEMA)) {
                    specification.put("strict", true);
                } else {
                    losses.addIf(strict, "tools.strict");
                }
            }
            case Tool.Custom c -> {
                freeText.add(c.name());
                losses.addIf(FreeText.hasGrammar(c), "tools.format");
                declare(c.name(), FreeText.description(c), FreeText.SCHEMA);
            }
            case Tool.BuiltIn b -> losses.add("tools." + (b.name().isEmpty() ? index : b.name()));
        }
    }

    private ObjectNode declare(String name, @Nullable String description, @Nullable RawJson parameters) {
        return specification(names.provided(name), description, parameters);
    }

    private ObjectNode specification(String name, @Nullable String description, @Nullable RawJson parameters) {
        var tool = Json.object();
        var specification = tool.putObject("toolSpec").put("name", name);
        if (description != null && !description.isBlank()) {
            specification.put("description", description);
        }
        specification.putObject("inputSchema").set("json", FunctionSchema.of(parameters));
        declared.putIfAbsent(name, tool);
        return specification;
    }

    /** What was used and is not offered: as the client declares it, if it does. */
    private void declareUsed(String name) {
        if (declared.containsKey(name)) {
            return;
        }
        var tool = request.tools().stream()
                .filter(t -> names.provided(t.name()).equals(name))
                .findFirst()
                .orElse(null);
        if (tool instanceof Tool.Function f) {
            specification(name, f.told(), f.parameters());
        } else if (tool instanceof Tool.Custom c) {
            freeText.add(c.name());
            specification(name, FreeText.description(c), FreeText.SCHEMA);
        } else {
            specification(name, "Used earlier in this conversation.", null);
        }
    }

    /**
     * @param offered how many tools the client lets the model call
     * @param more whether others had to be declared beside them
     */
    private @Nullable ObjectNode choice(int offered, boolean more) {
        var wish = request.toolChoice();
        boolean forced = wish instanceof ToolChoice.Required
                || wish instanceof ToolChoice.Named
                || (wish instanceof ToolChoice.Allowed allowed && allowed.required());
        boolean narrowed = !(wish instanceof ToolChoice.Auto || wish instanceof ToolChoice.Required)
                && !(wish instanceof ToolChoice.Named && byName());
        losses.addIf(narrowed && more, Field.TOOL_CHOICE);
        if (!forced) {
            return null;
        }
        if (offered == 0 || target.has(Quirk.NO_FORCED_TOOL_CHOICE)) {
            losses.add(Field.TOOL_CHOICE);
            return null;
        }
        var choice = Json.object();
        if (wish instanceof ToolChoice.Named named && byName()) {
            var name = names.provided(named.name());
            if (!declared.containsKey(name)) {
                losses.add(Field.TOOL_CHOICE);
                return null;
            }
            choice.putObject("tool").put("name", name);
        } else {
            choice.putObject("any");
        }
        return choice;
    }
}
