package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tool declarations, flattening namespaces, and the choice among them. The first declaration of a name wins. */
final class ToolReader {
    private static final Set<String> KNOWN =
            Set.of("type", "name", "description", "parameters", "strict", "cache_control", "function", "tools");

    private final Map<String, Tool> tools = new LinkedHashMap<>();

    List<Tool> tools() {
        return List.copyOf(tools.values());
    }

    void read(List<Fields> declarations) {
        for (var declaration : declarations) {
            read(declaration, null);
        }
    }

    /** The tools that Codex declares inside the input, and those that the client found when the model searched for some. */
    static List<Fields> declaredInside(List<Fields> items) {
        var tools = new ArrayList<Fields>();
        for (var item : items) {
            if (item.node().path("type").asText().equals("additional_tools") || isFound(item.node())) {
                tools.addAll(item.objects("tools"));
            }
        }
        return tools;
    }

    /** Whether an item brings tools that stand nowhere else. */
    static boolean isFound(JsonNode item) {
        return item.path("type").asText().equals("tool_search_output")
                && item.path("execution").asText().equals("client");
    }

    private void read(Fields tool, Tool.@Nullable Namespace namespace) {
        var type = tool.string("type");
        if (type == null) {
            throw ResponsesErrors.missing(tool.at("type"));
        }
        switch (type) {
            case "function" -> add(function(tool, namespace));
            case "custom" -> add(custom(tool, namespace));
            case "namespace" -> {
                var inside = new Tool.Namespace(name(tool), tool.string("description"));
                tool.objects("tools").forEach(t -> read(t, inside));
            }
            default -> addBuiltIn(tool, type);
        }
    }

    private static Tool function(Fields tool, Tool.@Nullable Namespace namespace) {
        var nested = tool.object("function");
        var function = nested == null ? tool : nested;
        var parameters = function.object("parameters");
        return new Tool.Function(
                qualified(namespace, name(function)),
                function.string("description"),
                parameters == null ? null : Json.raw(parameters.node()),
                function.bool("strict"),
                namespace,
                ContentReader.cache(tool),
                extras(tool));
    }

    private static Tool custom(Fields tool, Tool.@Nullable Namespace namespace) {
        var format = tool.object("format");
        return new Tool.Custom(
                qualified(namespace, name(tool)),
                tool.string("description"),
                format == null ? null : Json.raw(format.node()),
                namespace);
    }

    private static String qualified(Tool.@Nullable Namespace namespace, String name) {
        return Namespaces.qualify(namespace == null ? null : namespace.name(), name);
    }

    private static Map<String, RawJson> extras(Fields tool) {
        var extras = new LinkedHashMap<String, RawJson>();
        for (var field : tool.node().properties()) {
            if (!KNOWN.contains(field.getKey())) {
                extras.put(field.getKey(), Json.raw(field.getValue()));
            }
        }
        return extras;
    }

    private static String name(Fields tool) {
        var name = tool.string("name");
        if (name == null || name.isEmpty()) {
            throw ResponsesErrors.missing(tool.at("name"));
        }
        return name;
    }

    private void add(Tool tool) {
        tools.putIfAbsent(tool.name(), tool);
    }

    private void addBuiltIn(Fields tool, String type) {
        var kind = kind(type);
        var label = type.equals("mcp") ? tool.string("server_label") : null;
        var name = label == null ? kind : label;
        var unique = tools.containsKey(name) ? "openai." + name : name;
        CacheControl cache = ContentReader.cache(tool);
        add(new Tool.BuiltIn(unique, kind, Protocol.OPENAI_RESPONSES, Json.raw(tool.node()), cache));
    }

    /** The canonical kind of a built-in tool's type; preview and dated names stand for the current one. */
    static String kind(String type) {
        if (type.startsWith("web_search")) {
            return "web_search";
        }
        return type.startsWith("computer") ? "computer_use" : type;
    }

    ToolChoice choice(Fields request) {
        var choice = request.get("tool_choice");
        if (choice == null) {
            return ToolChoice.AUTO;
        }
        if (choice.isTextual()) {
            return switch (choice.textValue()) {
                case "auto" -> ToolChoice.AUTO;
                case "none" -> ToolChoice.NONE;
                case "required", "any" -> ToolChoice.REQUIRED;
                default -> throw Fields.wrong("tool_choice", "must be auto, none, required or an object");
            };
        }
        return structured(Fields.of(choice, "tool_choice"));
    }

    private ToolChoice structured(Fields choice) {
        var type = choice.requiredString("type");
        if (!type.equals("allowed_tools")) {
            return new ToolChoice.Named(chosen(choice, type));
        }
        var nested = choice.object("allowed_tools");
        var allowed = nested == null ? choice : nested;
        var names = new ArrayList<String>();
        for (var tool : allowed.objects("tools")) {
            names.add(chosen(tool, tool.requiredString("type")));
        }
        return new ToolChoice.Allowed(names, "required".equals(allowed.string("mode")));
    }

    private String chosen(Fields choice, String type) {
        if (!type.equals("function") && !type.equals("custom")) {
            return builtIn(choice, type);
        }
        var nested = choice.object(type);
        var namespace = choice.string("namespace");
        return known(Namespaces.qualify(namespace, name(nested == null ? choice : nested)));
    }

    /** A tool of a namespace may be chosen by its short name where no other tool has that name. */
    private String known(String name) {
        if (tools.containsKey(name)) {
            return name;
        }
        return tools.values().stream()
                .filter(t -> Namespaces.shortName(Namespaces.of(t), t.name()).equals(name))
                .map(Tool::name)
                .findFirst()
                .orElse(name);
    }

    private String builtIn(Fields choice, String type) {
        var label = type.equals("mcp") ? choice.string("server_label") : null;
        var kind = kind(type);
        return tools.values().stream()
                .filter(t -> t instanceof Tool.BuiltIn b
                        && b.kind().equals(kind)
                        && (label == null || b.name().endsWith(label)))
                .map(Tool::name)
                .findFirst()
                .orElse(label == null ? kind : label);
    }
}
