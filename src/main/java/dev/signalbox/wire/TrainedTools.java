package dev.signalbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import java.util.LinkedHashMap;
import java.util.Set;

/**
 * Tools that Anthropic's models know without being told and that the client itself runs: a shell, an editor, a memory of files.
 * Other models can call them as well once they are told what they take.
 *
 * @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview">Tools that run on the client</a>
 */
final class TrainedTools {
    private static final Set<String> OWN = Set.of("type", "name", "cache_control");
    private static final String PATH = "path";

    private TrainedTools() {}

    /** The request with functions in place of these tools, for models of other vendors. */
    static ChatRequest declared(ChatRequest request) {
        boolean own = request.extras().origin() == Protocol.ANTHROPIC_MESSAGES;
        if (!own || request.tools().isEmpty()) {
            return request;
        }
        return request.withTools(request.tools().stream()
                .map(t -> switch (t) {
                    case Tool.BuiltIn b when known(b) -> function(b);
                    case Tool.Function f -> wishing(f);
                    case Tool.BuiltIn b -> b;
                    case Tool.Custom c -> c;
                })
                .toList());
    }

    /** What a function is told not to be ({@code defer_loading: false}) it is nowhere else either. */
    private static Tool wishing(Tool.Function tool) {
        var extras = new LinkedHashMap<>(tool.extras());
        extras.values().removeIf(value -> Losses.asksForNothing(value.text()));
        return extras.size() == tool.extras().size()
                ? tool
                : new Tool.Function(
                        tool.name(),
                        tool.description(),
                        tool.parameters(),
                        tool.strict(),
                        tool.namespace(),
                        tool.cache(),
                        extras);
    }

    private static boolean known(Tool tool) {
        return tool instanceof Tool.BuiltIn b
                && b.origin() == Protocol.ANTHROPIC_MESSAGES
                && Set.of("bash", "text_editor", "memory").contains(b.kind());
    }

    private static Tool.Function function(Tool.BuiltIn tool) {
        var definition = Json.tree(tool.definition());
        var extras = new LinkedHashMap<String, RawJson>();
        for (var field : definition.properties()) {
            boolean nothing = Losses.asksForNothing(field.getValue().toString());
            if (!OWN.contains(field.getKey()) && !nothing) {
                extras.put(field.getKey(), Json.raw(field.getValue()));
            }
        }
        var told = switch (tool.kind()) {
            case "bash" -> "Runs a command in a shell that stays open between calls.";
            case "memory" -> "Reads and writes files under /memories, which outlive the conversation.";
            default -> "Shows, creates and edits files.";
        };
        var schema = switch (tool.kind()) {
            case "bash" -> shell();
            case "memory" -> memory();
            default -> editor(definition.path("type").asText().compareTo("text_editor_20250429") < 0);
        };
        return new Tool.Function(tool.name(), told, Json.raw(schema), null, null, tool.cache(), extras);
    }

    private static ObjectNode shell() {
        var schema = object();
        property(schema, "command", "string", "What to run; needed unless the shell is restarted.");
        property(schema, "restart", "boolean", "True to start the shell anew.");
        return schema;
    }

    /** Editors before April 2025 could take an edit back and called what they insert by another name. */
    private static ObjectNode editor(boolean older) {
        var schema = object();
        if (older) {
            commands(schema, "view", "create", "str_replace", "insert", "undo_edit");
        } else {
            commands(schema, "view", "create", "str_replace", "insert");
        }
        property(schema, PATH, "string", "The file or directory.");
        edits(schema);
        if (!older) {
            property(schema, "insert_text", "string", "insert: the text.");
        }
        require(schema, "command", PATH);
        return schema;
    }

    private static ObjectNode memory() {
        var schema = object();
        commands(schema, "view", "create", "str_replace", "insert", "delete", "rename");
        property(schema, PATH, "string", "The file or directory, beginning with /memories; for all but rename.");
        edits(schema);
        property(schema, "insert_text", "string", "insert: the text.");
        property(schema, "old_path", "string", "rename: the path as it is.");
        property(schema, "new_path", "string", "rename: the path as it shall be.");
        require(schema, "command");
        return schema;
    }

    private static void edits(ObjectNode schema) {
        property(schema, "file_text", "string", "create: what the file shall hold.");
        property(schema, "old_str", "string", "str_replace: the text to replace, which must stand there once.");
        property(schema, "new_str", "string", "str_replace: what takes its place.");
        property(schema, "insert_line", "integer", "insert: the line behind which to insert, 0 for the top.");
        property(schema, "view_range", "array", "view: the first and last line to show, -1 for the end.")
                .putObject("items")
                .put("type", "integer");
    }

    private static ObjectNode object() {
        var schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static ObjectNode property(ObjectNode schema, String name, String type, String told) {
        return schema.withObjectProperty("properties")
                .putObject(name)
                .put("type", type)
                .put("description", told);
    }

    private static void commands(ObjectNode schema, String... names) {
        var list = property(schema, "command", "string", "What to do.").putArray("enum");
        for (var name : names) {
            list.add(name);
        }
    }

    private static void require(ObjectNode schema, String... names) {
        var list = schema.putArray("required");
        for (var name : names) {
            list.add(name);
        }
    }
}
