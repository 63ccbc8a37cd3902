package dev.signalbox.wire.openai;

import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a Chat request; tool messages become results in the user turn after the calls. */
final class MessageReader {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private final Set<String> customTools;
    private final List<Message> messages = new ArrayList<>();
    private final List<Part> results = new ArrayList<>();
    private final Map<String, Part.ToolCall> pending = new HashMap<>();
    private int calls;

    private MessageReader(List<Tool> tools) {
        customTools = tools.stream()
                .filter(Tool.Custom.class::isInstance)
                .map(Tool::name)
                .collect(Collectors.toSet());
    }

    static List<Message> messages(Fields body, List<Tool> tools) {
        if (!body.has("messages")) {
            throw Fields.wrong("messages", "is required");
        }
        var given = body.objects("messages");
        if (given.isEmpty()) {
            throw Fields.wrong("messages", "must not be empty");
        }
        var reader = new MessageReader(tools);
        given.forEach(reader::read);
        reader.flush();
        return reader.messages;
    }

    private void read(Fields message) {
        var role = message.requiredString("role");
        switch (role) {
            case "tool" -> toolResult(message);
            case "function" -> functionResult(message);
            case "assistant" -> {
                flush();
                assistant(message);
            }
            case "system", "developer", "user" -> {
                flush();
                pending.clear();
                withContent(message);
                messages.add(new Message(role(role), ContentReader.parts(message), message.string("name")));
            }
            default ->
                throw Fields.wrong(message.at("role"), "must be 'system', 'developer', 'user', 'assistant' or 'tool'");
        }
    }

    /** Null is nothing said, which some clients write. */
    private static void withContent(Fields message) {
        if (!message.node().has("content")) {
            throw Fields.wrong(message.at("content"), "is required");
        }
    }

    private static Role role(String role) {
        return switch (role) {
            case "system" -> Role.SYSTEM;
            case "developer" -> Role.DEVELOPER;
            default -> Role.USER;
        };
    }

    private void flush() {
        if (!results.isEmpty()) {
            messages.add(Message.of(Role.USER, results));
            results.clear();
        }
    }

    /** The same thoughts may stand in three fields; the details have their signatures. */
    private static List<Part> thoughts(Fields message) {
        var reasoning = message.string("reasoning_content");
        var other = message.string("reasoning");
        var thought = reasoning == null || reasoning.isEmpty() ? other : reasoning;
        var details = ThoughtDetails.read(message);
        if (!details.isEmpty() || thought == null || thought.isEmpty()) {
            return details;
        }
        return List.of(new Part.Thinking(thought, null));
    }

    private void assistant(Fields message) {
        pending.clear();
        var parts = new ArrayList<Part>();
        parts.addAll(thoughts(message));
        for (var part : ContentReader.parts(message)) {
            if (!(part instanceof Part.Text text) || !text.text().isEmpty()) {
                parts.add(part);
            }
        }
        var refusal = message.string("refusal");
        if (refusal != null && !refusal.isEmpty()) {
            parts.add(new Part.Refusal(refusal));
        }
        var audio = message.object("audio");
        if (audio != null) {
            parts.add(new Part.Opaque(Protocol.OPENAI_CHAT, "audio", Json.raw(audio.node())));
        }
        message.objects("tool_calls").forEach(c -> add(parts, toolCall(c)));
        var legacy = message.object("function_call");
        if (legacy != null) {
            var name = legacy.requiredString("name");
            add(parts, Part.ToolCall.of("call_" + name + "_" + calls, name, arguments(legacy)));
        }
        if (!parts.isEmpty()) {
            messages.add(new Message(Role.ASSISTANT, parts, message.string("name")));
        }
    }

    private void add(List<Part> parts, Part.ToolCall call) {
        calls++;
        parts.add(call);
        pending.put(call.id(), call);
    }

    private Part.ToolCall toolCall(Fields given) {
        var id = given.requiredString("id");
        if (pending.containsKey(id)) {
            throw Fields.wrong(given.at("id"), "duplicates the id of another call in this message");
        }
        var custom = given.object("custom");
        if (custom != null) {
            return call(id, custom.requiredString("name"), custom.requiredString("input"), ToolKind.CUSTOM, given);
        }
        var function = given.requiredObject("function");
        var name = function.requiredString("name");
        var kind = customTools.contains(name) ? ToolKind.CUSTOM : ToolKind.FUNCTION;
        return call(id, name, arguments(function), kind, given);
    }

    private static Part.ToolCall call(String id, String name, String arguments, ToolKind kind, Fields given) {
        return new Part.ToolCall(id, name, arguments, kind, signature(given), ContentReader.cache(given));
    }

    private static String arguments(Fields function) {
        var arguments = function.string("arguments");
        return arguments == null || arguments.isBlank() ? "{}" : arguments;
    }

    /** Google's compatible endpoint hands out thought signatures here and wants them back. */
    private static @Nullable Signature signature(Fields given) {
        var extra = given.object("extra_content");
        var google = extra == null ? null : extra.object("google");
        var value = google == null ? null : google.string("thought_signature");
        if (value == null || !BASE64.matcher(value).matches()) {
            return null;
        }
        return new Signature(Signature.GOOGLE, value);
    }

    private void toolResult(Fields message) {
        var id = message.requiredString("tool_call_id");
        var call = pending.remove(id);
        if (call == null) {
            throw Fields.wrong(
                    message.at("tool_call_id"), "'" + id + "' answers no call of the assistant message before it");
        }
        result(message, call);
    }

    private void functionResult(Fields message) {
        var name = message.requiredString("name");
        var call = pending.values().stream().filter(c -> c.name().equals(name)).findFirst();
        result(
                message,
                call.orElseThrow(() -> Fields.wrong(
                        message.at("name"), "'" + name + "' was not called by the assistant message before it")));
        call.ifPresent(c -> pending.remove(c.id()));
    }

    private void result(Fields message, Part.ToolCall call) {
        withContent(message);
        results.add(new Part.ToolResult(
                call.id(),
                call.name(),
                ContentReader.result(message),
                false,
                call.kind(),
                ContentReader.cache(message)));
    }
}
