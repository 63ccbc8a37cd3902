package dev.signalbox.wire.ollama;

import dev.signalbox.chat.Media;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.FirstBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of an Ollama client. Calls mostly have no ids: they are numbered through the conversation, and results
 * belong to the first open call of their tool.
 */
final class OllamaMessageReader {
    private final List<Message> messages = new ArrayList<>();
    private final List<Part> results = new ArrayList<>();
    private final Map<String, Part.ToolCall> open = new LinkedHashMap<>();
    private int calls;

    private OllamaMessageReader() {}

    static List<Message> messages(Fields body) {
        var given = body.objects("messages");
        if (given.isEmpty()) {
            throw Fields.wrong("messages", "must hold at least one message");
        }
        var reader = new OllamaMessageReader();
        given.forEach(reader::read);
        reader.flush();
        return reader.messages;
    }

    private void read(Fields message) {
        var role = message.requiredString("role");
        if (role.equals("tool")) {
            result(message);
            return;
        }
        flush();
        switch (role) {
            case "system" -> add(Role.SYSTEM, content(message));
            case "developer" -> add(Role.DEVELOPER, content(message));
            case "user" -> add(Role.USER, content(message));
            case "assistant" -> add(Role.ASSISTANT, assistant(message));
            default -> throw Fields.wrong(message.at("role"), "must be 'system', 'user', 'assistant' or 'tool'");
        }
    }

    private void add(Role role, List<Part> parts) {
        if (!parts.isEmpty()) {
            messages.add(Message.of(role, parts));
        }
    }

    private void flush() {
        add(Role.USER, results);
        results.clear();
    }

    private static List<Part> content(Fields message) {
        var parts = new ArrayList<Part>();
        var text = message.string("content");
        if (text != null && !text.isEmpty()) {
            parts.add(Part.Text.of(text));
        }
        for (var image : message.strings("images")) {
            var base64 = image.startsWith("data:") ? image.substring(image.indexOf(',') + 1) : image;
            parts.add(new Part.Image(new Media.Inline(FirstBytes.imageOrPng(base64), base64), null, null));
        }
        return parts;
    }

    private List<Part> assistant(Fields message) {
        open.clear();
        var parts = new ArrayList<Part>();
        var thinking = message.string("thinking");
        if (thinking != null && !thinking.isEmpty()) {
            parts.add(new Part.Thinking(thinking, null));
        }
        parts.addAll(content(message));
        for (var given : message.objects("tool_calls")) {
            var call = call(given);
            open.put(call.id(), call);
            parts.add(call);
        }
        return parts;
    }

    private Part.ToolCall call(Fields given) {
        var function = given.requiredObject("function");
        var arguments = function.object("arguments");
        function.get("index"); // Ollama numbers the calls of a turn, which their order tells as well
        var id = given.string("id");
        calls++;
        return Part.ToolCall.of(
                id == null || id.isEmpty() || open.containsKey(id) ? "call_" + calls : id,
                function.requiredString("name"),
                arguments == null ? "{}" : arguments.node().toString());
    }

    private void result(Fields message) {
        var name = message.string("tool_name");
        var tool = name == null ? message.string("name") : name;
        var call = answered(message.string("tool_call_id"), tool);
        if (call == null) {
            throw Fields.wrong(message.path(), "a tool message must follow the assistant message that called the tool");
        }
        open.remove(call.id());
        results.add(new Part.ToolResult(call.id(), call.name(), content(message), false, ToolKind.FUNCTION, null));
    }

    private Part.@Nullable ToolCall answered(@Nullable String id, @Nullable String tool) {
        if (id != null && open.containsKey(id)) {
            return open.get(id);
        }
        for (var call : open.values()) {
            if (call.name().equals(tool)) {
                return call;
            }
        }
        return open.isEmpty() ? null : open.values().iterator().next();
    }
}
