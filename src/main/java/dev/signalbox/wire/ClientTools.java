package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tools of the Responses protocol that the client runs itself though they have types and items of their own: a shell, patches of
 * files, a search for further tools. To models of other protocols they are functions, which their names and arguments say all of.
 */
public final class ClientTools {
    /** How one of these tools is told as a function; {@code schema} is null where the client gives it. */
    private record Form(String description, @Nullable String schema) {}

    private static final Map<String, Form> FORMS = Map.of(
            "shell",
            new Form("Runs shell commands on the user's machine, each on its own, and gives what they print.", """
                    {"type":"object","properties":{"commands":{"type":"array","items":{"type":"string"}},\
                    "timeout_ms":{"type":"integer"},"max_output_length":{"type":"integer"}},"required":["commands"]}"""),
            "local_shell",
            new Form(
                    "Runs one command, given as a list of its words, on the user's machine and gives what it prints.",
                    """
                    {"type":"object","properties":{"command":{"type":"array","items":{"type":"string"}},\
                    "working_directory":{"type":"string"},"timeout_ms":{"type":"integer"},\
                    "env":{"type":"object","additionalProperties":{"type":"string"}}},"required":["command"]}"""),
            "apply_patch",
            new Form(
                    "Creates, changes or deletes a file. For create_file each line of the diff is a line of the file after a"
                            + " '+'. For update_file the diff has sections that begin with '@@', optionally followed by a line"
                            + " that says where, with lines after ' ' that stay, after '-' that go and after '+' that come,"
                            + " about three lines around each change. delete_file has no diff.",
                    """
                    {"type":"object","properties":{"type":{"type":"string","enum":["create_file","update_file","delete_file"]},\
                    "path":{"type":"string"},"diff":{"type":"string"}},"required":["type","path"]}"""),
            "tool_search",
            new Form("Finds further tools.", null));
    private static final Map<String, String> CALLS = Map.of(
            "shell_call", "shell",
            "local_shell_call", "local_shell",
            "apply_patch_call", "apply_patch",
            "tool_search_call", "tool_search");

    private ClientTools() {}

    /** The kind of such a tool where the client runs it, empty for all other tools. */
    public static Optional<String> kind(@Nullable Tool tool) {
        if (!(tool instanceof Tool.BuiltIn builtIn) || builtIn.origin() != Protocol.OPENAI_RESPONSES) {
            return Optional.empty();
        }
        var given = Json.tree(builtIn.definition());
        var run = switch (builtIn.kind()) {
            case "shell" -> given.at("/environment/type").asText("local").equals("local");
            case "tool_search" -> given.path("execution").asText().equals("client");
            default -> FORMS.containsKey(builtIn.kind());
        };
        return run ? Optional.of(builtIn.kind()) : Optional.empty();
    }

    /** The request with functions in place of these tools, their calls and their outputs. */
    static ChatRequest asFunctions(ChatRequest request) {
        boolean plain = request.tools().stream().noneMatch(Tool.BuiltIn.class::isInstance)
                && request.messages().stream()
                        .flatMap(m -> m.parts().stream())
                        .noneMatch(Part.Opaque.class::isInstance);
        return plain
                ? request
                : request.withTools(request.tools().stream()
                                .map(ClientTools::function)
                                .toList())
                        .withMessages(request.messages().stream()
                                .map(m -> new Message(
                                        m.role(),
                                        m.parts().stream()
                                                .map(ClientTools::common)
                                                .toList(),
                                        m.name()))
                                .toList());
    }

    private static Tool function(Tool tool) {
        return kind(tool).map(kind -> function(kind, (Tool.BuiltIn) tool)).orElse(tool);
    }

    private static Tool function(String kind, Tool.BuiltIn tool) {
        var form = FORMS.getOrDefault(kind, new Form("", null));
        var given = Json.tree(tool.definition());
        var schema = form.schema() == null && given.path("parameters").isObject()
                ? Json.raw(given.get("parameters"))
                : form.schema() == null ? null : new RawJson(form.schema());
        return Tool.Function.of(tool.name(), given.path("description").asText(form.description()), schema);
    }

    private static Part common(Part part) {
        if (!(part instanceof Part.Opaque opaque) || opaque.origin() != Protocol.OPENAI_RESPONSES) {
            return part;
        }
        var item = Json.tree(opaque.raw());
        var tool = CALLS.get(opaque.type().replace("_output", opaque.type().startsWith("tool_search") ? "_call" : ""));
        var id = item.path("call_id").asText(item.path("id").asText(""));
        if (tool == null || id.isEmpty()) {
            return part;
        }
        return opaque.type().endsWith("_output")
                ? new Part.ToolResult(id, tool, List.of(content(item)), false, ToolKind.FUNCTION, null)
                : Part.ToolCall.of(id, tool, arguments(tool, item).toString());
    }

    private static JsonNode arguments(String tool, JsonNode item) {
        return switch (tool) {
            case "apply_patch" -> item.path("operation");
            case "tool_search" -> item.path("arguments");
            default -> {
                var action = item.path("action").isObject() ? item.get("action").deepCopy() : Json.object();
                ((ObjectNode) action).remove("type");
                yield action;
            }
        };
    }

    private static Part content(JsonNode item) {
        if (item.path("tools").isArray()) {
            var names = item.get("tools").valueStream().flatMap(ClientTools::names);
            return Part.Text.of("Found: " + String.join(", ", names.toList()));
        }
        var output = item.path("output");
        if (output.isContainerNode()) {
            return new Part.Json(Json.raw(output));
        }
        return Part.Text.of(output.asText(item.path("status").asText("")));
    }

    private static Stream<String> names(JsonNode tool) {
        var name = tool.path("name").asText();
        return tool.path("tools").isArray()
                ? tool.get("tools")
                        .valueStream()
                        .map(t -> name + "__" + t.path("name").asText())
                : Stream.of(name);
    }

    /** A model's call of one of these tools as the item that a Responses client expects, without its ids. */
    public static ObjectNode item(String kind, String arguments) {
        var given = Json.parse(arguments).orElseGet(Json::object);
        var item = Json.object().put("type", kind + "_call");
        switch (kind) {
            case "apply_patch" -> item.set("operation", operation(given));
            case "tool_search" -> item.put("execution", "client").set("arguments", given);
            case "local_shell" -> {
                var action = item.putObject("action").put("type", "exec");
                action.set("command", words(given.path("command")));
                action.putObject("env");
                copy(given, action, "env", "timeout_ms", "user", "working_directory");
            }
            default -> {
                var action = item.putObject("action");
                action.set("commands", words(given.path("commands")));
                action.putNull("timeout_ms").putNull("max_output_length");
                copy(given, action, "timeout_ms", "max_output_length");
                item.putObject("environment").put("type", "local");
            }
        }
        return item;
    }

    private static ObjectNode operation(JsonNode given) {
        var operation = Json.object()
                .put("type", given.path("type").asText("update_file"))
                .put("path", given.path("path").asText(""));
        return operation.path("type").asText().equals("delete_file")
                ? operation
                : operation.put("diff", given.path("diff").asText(""));
    }

    private static JsonNode words(JsonNode given) {
        return given.isTextual() ? Json.array().add(given) : given.isArray() ? given : Json.array();
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (var name : names) {
            if (from.hasNonNull(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}
