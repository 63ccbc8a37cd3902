package dev.signalbox.wire.anthropic;

import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads tools and the choice among them. */
final class ToolReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final Pattern DATED = Pattern.compile("(.+)_20\\d{6}");
    private static final Set<String> UNDATED = Set.of("mcp_toolset", "tool_search_tool_bm25", "tool_search_tool_regex");
    private static final Set<String> FUNCTION_FIELDS =
            Set.of("type", "name", "description", "input_schema", "strict", "cache_control");

    private ToolReader() {}

    static List<Tool> tools(Fields body) {
        var tools = new ArrayList<Tool>();
        var names = new HashSet<String>();
        for (var declared : body.objects("tools")) {
            var tool = tool(declared);
            if (!names.add(tool.name())) {
                throw Fields.wrong(declared.at("name"), "tool names must be unique, " + tool.name() + " is not");
            }
            tools.add(tool);
        }
        added(body).map(ToolReader::tool).filter(t -> names.add(t.name())).forEach(tools::add);
        return tools;
    }

    private static Tool tool(Fields declared) {
        var type = declared.string("type");
        return type == null || type.equals("custom") ? function(declared) : builtIn(declared, type);
    }

    /** The tools that instructions in the middle of the conversation define; elsewhere they are on offer from the start. */
    private static Stream<Fields> added(Fields body) {
        return body.objects("messages").stream()
                .filter(m -> m.node().path("role").asText().equals("system")
                        && m.node().path("content").isArray())
                .flatMap(m -> m.objects("content").stream())
                .filter(b -> b.node().path("type").asText().equals("tool_addition"))
                .filter(ToolReader::defines)
                .map(b -> b.requiredObject("tool").requiredObject("definition"));
    }

    /** Whether an instruction about a tool says what it is, and not only what it is called. */
    static boolean defines(Fields change) {
        return "tool_definition".equals(change.requiredObject("tool").string("type"));
    }

    private static Tool function(Fields declared) {
        var name = declared.requiredString("name");
        if (!NAME.matcher(name).matches()) {
            throw Fields.wrong(declared.at("name"), "must be 1 to 128 letters, digits, underscores and hyphens");
        }
        var extras = new LinkedHashMap<String, RawJson>();
        for (var field : declared.node().properties()) {
            if (!FUNCTION_FIELDS.contains(field.getKey()) && !field.getValue().isNull()) {
                extras.put(field.getKey(), Json.raw(field.getValue()));
            }
        }
        return new Tool.Function(
                name,
                declared.string("description"),
                Json.raw(declared.requiredObject("input_schema").node()),
                declared.bool("strict"),
                null,
                CacheReader.read(declared),
                extras);
    }

    /** A tool known by its type, whatever the client calls it. */
    private static Tool builtIn(Fields declared, String type) {
        var dated = DATED.matcher(type);
        if (!dated.matches() && !UNDATED.contains(type)) {
            throw Fields.wrong(declared.at("type"), "is no tool type this API knows: " + type);
        }
        var family = dated.matches() ? dated.group(1) : type;
        var name = declared.string("name");
        if (name == null) {
            name = declared.string("mcp_server_name");
        }
        return new Tool.BuiltIn(
                name == null ? family : name,
                kind(family),
                Protocol.ANTHROPIC_MESSAGES,
                Json.raw(declared.node()),
                CacheReader.read(declared));
    }

    private static String kind(String family) {
        return switch (family) {
            case "code_execution" -> "code_interpreter";
            case "computer", "computer_toolset" -> "computer_use";
            case "web_fetch" -> "url_context";
            default -> family;
        };
    }

    static ToolChoice choice(Fields body, List<Tool> tools) {
        var choice = body.object("tool_choice");
        var type = choice == null ? null : choice.string("type");
        if (choice == null || type == null) {
            return ToolChoice.AUTO;
        }
        return switch (type) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> ToolChoice.NONE;
            case "any" -> {
                if (tools.isEmpty()) {
                    throw Fields.wrong("tool_choice", "needs tools to choose from");
                }
                yield ToolChoice.REQUIRED;
            }
            case "tool" -> {
                var name = choice.requiredString("name");
                if (tools.stream().noneMatch(t -> t.name().equals(name))) {
                    throw Fields.wrong("tool_choice.name", name + " is not among the tools");
                }
                yield new ToolChoice.Named(name);
            }
            default -> throw Fields.wrong("tool_choice.type", "must be auto, any, tool or none");
        };
    }

    static @Nullable Boolean parallel(Fields body) {
        var choice = body.object("tool_choice");
        var disabled = choice == null ? null : choice.bool("disable_parallel_tool_use");
        return disabled == null ? null : Boolean.valueOf(!disabled);
    }
}
