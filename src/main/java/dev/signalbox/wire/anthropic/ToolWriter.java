package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes tools and the choice among them. */
final class ToolWriter {
    private static final String WEB_SEARCH = "web_search";

    private static final Set<String> CARRIED = Set.of("type", "name", "filters", "user_location", "cache_control");

    private final ChatRequest request;
    private final ToolNames names;
    private final Losses losses;
    private final Map<String, ObjectNode> tools = new LinkedHashMap<>();

    ToolWriter(ChatRequest request, ToolNames names, Losses losses) {
        this.request = request;
        this.names = names;
        this.losses = losses;
    }

    /** Writes both, and says whether the model is forced to call a tool. */
    boolean writeTo(ObjectNode root) {
        for (var tool : request.tools()) {
            if (allowed(tool)) {
                declare(tool);
            }
        }
        if (tools.isEmpty()) {
            boolean wanted = !(request.toolChoice() instanceof ToolChoice.Auto
                    || request.toolChoice() instanceof ToolChoice.None);
            losses.addIf(wanted, Field.TOOL_CHOICE);
            losses.addIf(request.parallelToolCalls() != null && !request.tools().isEmpty(), Field.PARALLEL_TOOL_CALLS);
            return false;
        }
        var list = root.putArray("tools");
        tools.values().forEach(list::add);
        var choice = choice();
        if (choice != null) {
            root.set("tool_choice", choice);
        }
        return choice != null
                && (choice.path("type").asText().equals("any")
                        || choice.path("type").asText().equals("tool"));
    }

    /** There is no list of allowed tools here: those that are not allowed are left out. */
    private boolean allowed(Tool tool) {
        return !(request.toolChoice() instanceof ToolChoice.Allowed a)
                || a.names().contains(tool.name());
    }

    private void declare(Tool tool) {
        switch (tool) {
            case Tool.Function f -> tools.putIfAbsent(names.provided(f.name()), function(f));
            case Tool.Custom c -> tools.putIfAbsent(names.provided(c.name()), custom(c));
            case Tool.BuiltIn b -> builtIn(b);
        }
    }

    private boolean sameOrigin() {
        return request.extras().origin() == Protocol.ANTHROPIC_MESSAGES;
    }

    private ObjectNode function(Tool.Function tool) {
        var node = Json.object().put("name", names.provided(tool.name()));
        var told = tool.told();
        if (told != null && !told.isEmpty()) {
            node.put("description", told);
        }
        node.set("input_schema", schema(tool));
        if (sameOrigin()) {
            if (tool.strict() != null) {
                node.put("strict", tool.strict());
            }
            tool.extras().forEach((name, value) -> node.set(name, Json.tree(value)));
        } else {
            tool.extras().keySet().stream().sorted().forEach(name -> losses.add("tools." + name));
            if (Boolean.TRUE.equals(tool.strict())) {
                losses.add("tools.strict");
            }
        }
        cache(node, tool.cache());
        return node;
    }

    private JsonNode schema(Tool.Function tool) {
        var given = tool.parameters() == null ? Json.object() : Json.tree(tool.parameters());
        return sameOrigin() && given.isObject() ? given : Schemas.input(given);
    }

    private void cache(ObjectNode node, @Nullable CacheControl cache) {
        boolean deferred = node.path("defer_loading").asBoolean(false);
        if (cache != null && !deferred) {
            node.set("cache_control", PartWriter.cache(cache, sameOrigin()));
        }
    }

    private ObjectNode custom(Tool.Custom tool) {
        var node = Json.object().put("name", names.provided(tool.name()));
        var description = FreeText.description(tool);
        if (!description.isEmpty()) {
            node.put("description", description);
        }
        node.set("input_schema", Json.tree(FreeText.SCHEMA));
        if (FreeText.hasGrammar(tool)) {
            losses.add("tools.format");
        }
        return node;
    }

    private void builtIn(Tool.BuiltIn tool) {
        if (tool.origin() == Protocol.ANTHROPIC_MESSAGES) {
            if (Json.tree(tool.definition()) instanceof ObjectNode node && !tools.containsKey(tool.name())) {
                tools.put(tool.name(), node);
            }
        } else if (tool.kind().equals(WEB_SEARCH) && !tools.containsKey(WEB_SEARCH) && !declaresFunction(WEB_SEARCH)) {
            tools.put(WEB_SEARCH, webSearch(tool));
        } else {
            losses.add("tools." + tool.name());
        }
    }

    private boolean declaresFunction(String name) {
        return request.tools().stream()
                .anyMatch(t ->
                        !(t instanceof Tool.BuiltIn) && names.provided(t.name()).equals(name));
    }

    private ObjectNode webSearch(Tool.BuiltIn tool) {
        var node = Json.object().put("type", "web_search_20250305").put("name", WEB_SEARCH);
        var definition = Json.tree(tool.definition());
        var given = tool.origin() == Protocol.GEMINI && definition.size() == 1
                ? definition.iterator().next()
                : definition;
        if (given.path("filters").path("allowed_domains").isArray()) {
            node.set("allowed_domains", given.path("filters").path("allowed_domains"));
        }
        if (given.path("user_location").isObject()) {
            node.set("user_location", given.path("user_location"));
        }
        given.properties().stream()
                .filter(f -> !CARRIED.contains(f.getKey()) && !f.getValue().isNull())
                .forEach(f -> losses.add("tools." + f.getKey()));
        return node;
    }

    private @Nullable ObjectNode choice() {
        ObjectNode choice = switch (request.toolChoice()) {
            case ToolChoice.Auto a -> type("auto");
            case ToolChoice.None n -> type("none");
            case ToolChoice.Required r -> type("any");
            case ToolChoice.Named named -> named(named.name());
            case ToolChoice.Allowed allowed -> type(allowed.required() ? "any" : "auto");
        };
        var kind = choice.path("type").asText();
        if (Boolean.FALSE.equals(request.parallelToolCalls()) && !kind.equals("none")) {
            return choice.put("disable_parallel_tool_use", true);
        }
        return kind.equals("auto") ? null : choice;
    }

    private ObjectNode named(String name) {
        var builtIn = request.tools().stream()
                .anyMatch(t -> t instanceof Tool.BuiltIn b
                        && b.name().equals(name)
                        && b.kind().equals(WEB_SEARCH));
        var known = builtIn && !tools.containsKey(name) ? WEB_SEARCH : names.provided(name);
        known = tools.containsKey(known) ? known : name;
        if (tools.containsKey(known)) {
            return type("tool").put("name", known);
        }
        losses.add(Field.TOOL_CHOICE);
        return type("auto");
    }

    private static ObjectNode type(String type) {
        return Json.object().put("type", type);
    }
}
