package dev.signalbox.wire.openai;

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

/** Reads the tools of a Chat request and the choice among them, the retired {@code functions} included. */
final class ToolReader {
    static final String SEARCH_OPTIONS = "web_search_options";

    private static final Set<String> FUNCTION_FIELDS =
            Set.of("type", "name", "description", "parameters", "strict", "cache_control");

    private ToolReader() {}

    static List<Tool> tools(Fields body) {
        var tools = new LinkedHashMap<String, Tool>();
        for (var given : body.objects("tools")) {
            var tool = tool(given);
            tools.putIfAbsent(tool.name(), tool);
        }
        for (var given : body.objects("functions")) {
            tools.putIfAbsent(given.requiredString("name"), function(given, given));
        }
        var search = body.object(SEARCH_OPTIONS);
        if (search != null) {
            tools.putIfAbsent(SEARCH_OPTIONS, webSearch(search));
        }
        return new ArrayList<>(tools.values());
    }

    private static Tool tool(Fields given) {
        return switch (given.requiredString("type")) {
            case "function" -> function(given, inner(given, "function"));
            case "custom" -> custom(inner(given, "custom"));
            default -> builtIn(given);
        };
    }

    /** The declaration, which some clients write flat as in the Responses protocol. */
    private static Fields inner(Fields given, String name) {
        var inner = given.object(name);
        return inner == null && given.has("name") ? given : given.requiredObject(name);
    }

    private static Tool.Function function(Fields outer, Fields given) {
        var name = name(given);
        var parameters = given.object("parameters");
        var extras = new LinkedHashMap<String, RawJson>();
        for (var field : given.node().properties()) {
            if (!FUNCTION_FIELDS.contains(field.getKey())) {
                extras.put(field.getKey(), Json.raw(field.getValue()));
            }
        }
        var cache = ContentReader.cache(outer);
        return new Tool.Function(
                name,
                given.string("description"),
                parameters == null ? null : Json.raw(parameters.node()),
                given.bool("strict"),
                null,
                cache == null ? ContentReader.cache(given) : cache,
                extras);
    }

    private static String name(Fields given) {
        var name = given.requiredString("name");
        if (name.isBlank()) {
            throw Fields.wrong(given.at("name"), "must not be empty");
        }
        return name;
    }

    private static Tool custom(Fields given) {
        var format = given.object("format");
        return new Tool.Custom(
                name(given), given.string("description"), format == null ? null : Json.raw(flat(format)), null);
    }

    /** Chat nests the grammar, the Responses protocol does not; the flat form is the canonical one. */
    private static JsonNode flat(Fields format) {
        var grammar = format.object("grammar");
        if (grammar == null) {
            return format.node();
        }
        var flat = Json.object().put("type", "grammar");
        grammar.copyTo(flat);
        return flat;
    }

    private static Tool builtIn(Fields given) {
        var type = given.requiredString("type");
        var kind = type.startsWith("web_search") ? "web_search" : type;
        @Nullable CacheControl cache = ContentReader.cache(given);
        return new Tool.BuiltIn(type, kind, Protocol.OPENAI_CHAT, Json.raw(given.node()), cache);
    }

    private static Tool webSearch(Fields options) {
        var definition = Json.object().put("type", "web_search");
        options.copyTo(definition);
        var location = options.object("user_location");
        var approximate = location == null ? null : location.object("approximate");
        if (approximate != null) {
            var flat = Json.object().put("type", "approximate");
            approximate.copyTo(flat);
            definition.set("user_location", flat);
        }
        return new Tool.BuiltIn(SEARCH_OPTIONS, "web_search", Protocol.OPENAI_CHAT, Json.raw(definition), null);
    }

    static ToolChoice choice(Fields body, List<Tool> tools) {
        var field = body.has("tool_choice") || !body.has("function_call") ? "tool_choice" : "function_call";
        var given = body.get(field);
        if (given == null) {
            return ToolChoice.AUTO;
        }
        var choice = given.isTextual() ? mode(given.asText(), field) : named(Fields.of(given, field), tools);
        if (tools.isEmpty() && choice instanceof ToolChoice.Required) {
            throw Fields.wrong(field, "is only allowed when 'tools' are specified");
        }
        return choice;
    }

    private static ToolChoice mode(String mode, String path) {
        return switch (mode) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> ToolChoice.NONE;
            case "required", "any" -> ToolChoice.REQUIRED;
            default -> throw Fields.wrong(path, "must be 'none', 'auto' or 'required', or name a tool");
        };
    }

    private static ToolChoice named(Fields given, List<Tool> tools) {
        var type = given.string("type");
        if ("allowed_tools".equals(type)) {
            return allowed(given.has("tools") ? given : given.requiredObject("allowed_tools"), tools);
        }
        return new ToolChoice.Named(declared(given, tools));
    }

    private static ToolChoice allowed(Fields given, List<Tool> tools) {
        var names = given.objects("tools").stream().map(t -> declared(t, tools)).toList();
        return new ToolChoice.Allowed(names, "required".equals(given.string("mode")));
    }

    private static String declared(Fields given, List<Tool> tools) {
        var type = given.string("type");
        Map<String, String> holders = Map.of("function", "function", "custom", "custom");
        var inner = given.object(holders.getOrDefault(type == null ? "function" : type, "function"));
        var name = inner != null ? inner.requiredString("name") : given.string("name");
        var wanted = name == null ? given.requiredString("type") : name;
        if (tools.stream().noneMatch(t -> t.name().equals(wanted))) {
            throw Fields.wrong(given.path(), "names the tool '" + wanted + "', which is not in 'tools'");
        }
        return wanted;
    }
}
