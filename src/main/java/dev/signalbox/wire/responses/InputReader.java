package dev.signalbox.wire.responses;

import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Checkpoint;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers input items into turns: what the model said, thought and called between two inputs is one assistant message, and
 * the outputs of its calls follow it at once, in the order of the calls, wherever the client put them.
 */
final class InputReader {
    static final String PHASE = "phase";

    private final List<Fields> items;
    private final boolean continued;
    private final List<Message> messages = new ArrayList<>();
    private final List<Part> turn = new ArrayList<>();
    private final CallOutputs outputs = new CallOutputs();
    private final Map<String, String> names = new HashMap<>();
    private @Nullable Signature nextCall;

    /** {@code continued} says that earlier turns, and with them calls, are known to the provider only. */
    private InputReader(List<Fields> items, boolean continued) {
        this.items = items;
        this.continued = continued;
    }

    static List<Message> read(List<Fields> items, boolean continued) {
        return new InputReader(items, continued).messages();
    }

    private List<Message> messages() {
        for (var item : items) {
            switch (type(item)) {
                case "function_call", "custom_tool_call" -> outputs.expect(item.requiredString("call_id"));
                case "function_call_output", "custom_tool_call_output" ->
                    outputs.add(item.requiredString("call_id"), item);
                default -> {}
            }
        }
        items.forEach(this::read);
        endTurn();
        return messages;
    }

    /** What has no type is a message or, where it has nothing but an id, names an item. */
    private static String type(Fields item) {
        var type = item.string("type");
        if (type != null || item.has("role")) {
            return type == null ? "message" : type;
        }
        if (item.has("id") && !item.has("content")) {
            return "item_reference";
        }
        throw ResponsesErrors.missing(item.at("type"));
    }

    private void read(Fields item) {
        var type = type(item);
        item.passOver("id", "status");
        var caller = item.node().path("caller").isObject() ? item.object("caller") : null;
        if (caller != null) {
            caller.passOver("type"); // whether the model called by itself or in a program of its own
        }
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item);
            case "function_call" -> call(item, ToolKind.FUNCTION, "arguments");
            case "custom_tool_call" -> call(item, ToolKind.CUSTOM, "input");
            case "function_call_output", "custom_tool_call_output" -> output(item);
            case "web_search_call" -> webSearch(item);
            case "additional_tools" -> item.passOver("role");
            case Checkpoint.ITEM ->
                Checkpoint.message(item.node())
                        .ifPresentOrElse(
                                message -> {
                                    endTurn();
                                    messages.add(message);
                                },
                                () -> turn.add(opaque(item, type)));
            case Checkpoint.TRIGGER -> {
                if (!item.equals(items.getLast())) {
                    throw Failure.badRequest("The 'compaction_trigger' item must be the final input item.", "input")
                            .asException();
                }
                turn.add(opaque(item, type));
            }
            case "computer_call_output",
                    "local_shell_call_output",
                    "shell_call_output",
                    "apply_patch_call_output",
                    "tool_search_output",
                    "mcp_approval_response" -> {
                endTurn();
                messages.add(Message.of(Role.USER, opaque(item, type)));
            }
            default -> turn.add(opaque(item, type));
        }
    }

    private static Part opaque(Fields item, String type) {
        return new Part.Opaque(Protocol.OPENAI_RESPONSES, type, Json.raw(item.node()));
    }

    private void message(Fields item) {
        var parts = ContentReader.message(item);
        var role = item.requiredString("role");
        switch (role) {
            case "assistant" -> {
                phase(item);
                turn.addAll(parts);
            }
            case "user" -> input(Role.USER, parts);
            case "system" -> input(Role.SYSTEM, parts);
            case "developer" -> input(Role.DEVELOPER, parts);
            default ->
                throw ResponsesErrors.refused(
                        "Invalid value: '" + role
                                + "'. Supported values are: 'assistant', 'system', 'developer', and 'user'.",
                        item.at("role"),
                        "invalid_value");
        }
    }

    /** Whether it was a comment on the way or the answer, which goes back to the vendor that told it. */
    private void phase(Fields item) {
        var phase = item.string("phase");
        if (phase != null) {
            turn.add(new Part.Opaque(Protocol.OPENAI_RESPONSES, PHASE, new RawJson(Json.quote(phase))));
        }
    }

    private void input(Role role, List<Part> parts) {
        endTurn();
        messages.add(Message.of(role, parts));
    }

    private void reasoning(Fields item) {
        var text = text(item, "summary");
        if (text.isEmpty()) {
            text = text(item, "content");
        }
        var sealed = item.string("encrypted_content");
        var envelope = sealed == null ? null : Envelope.open(sealed).orElse(null);
        if (envelope == null) {
            if (!text.isEmpty()) {
                turn.add(new Part.Thinking(text, null));
            }
            return;
        }
        var signature = envelope.signature();
        switch (envelope.place()) {
            case THOUGHT -> thought(text, signature);
            case REDACTED -> turn.add(new Part.RedactedThinking(signature));
            case NEXT_CALL -> nextCall = signature;
            case PREVIOUS -> signPrevious(signature);
        }
    }

    /** Google signs the call, not the thought before it. */
    private void thought(String text, Signature signature) {
        if (signature.from(Signature.GOOGLE) && nextCall == null) {
            nextCall = signature;
            if (!text.isEmpty()) {
                turn.add(new Part.Thinking(text, null));
            }
            return;
        }
        turn.add(new Part.Thinking(text, signature));
    }

    private static String text(Fields item, String name) {
        var texts = new ArrayList<String>();
        for (var part : item.objects(name)) {
            var text = part.string("text");
            if (text != null && !text.isEmpty()) {
                texts.add(text);
            }
        }
        return String.join("\n\n", texts);
    }

    private void signPrevious(Signature signature) {
        if (turn.isEmpty()) {
            return;
        }
        switch (turn.getLast()) {
            case Part.Text t -> turn.set(turn.size() - 1, new Part.Text(t.text(), t.cache(), t.citations(), signature));
            case Part.ToolCall c ->
                turn.set(
                        turn.size() - 1,
                        new Part.ToolCall(c.id(), c.name(), c.arguments(), c.kind(), signature, c.cache()));
            case Part.Thinking t
            when t.signature() == null -> turn.set(turn.size() - 1, new Part.Thinking(t.text(), signature));
            default -> {}
        }
    }

    private void call(Fields item, ToolKind kind, String field) {
        var id = outputs.called(item.requiredString("call_id"));
        var name = Namespaces.qualify(item.string("namespace"), item.requiredString("name"));
        names.put(id, name);
        turn.add(new Part.ToolCall(id, name, item.requiredString(field), kind, nextCall, ContentReader.cache(item)));
        nextCall = null;
    }

    /** An output whose call has not been seen yet is an orphan; the others were taken by {@link #endTurn()}. */
    private void output(Fields item) {
        endTurn();
        var id = item.requiredString("call_id");
        if (!outputs.takeLeftOver(id, item)) {
            return;
        }
        if (!continued && !names.containsKey(id)) {
            throw ResponsesErrors.refused(
                    "No tool call found for function call output with call_id " + id + ".", "input", "invalid_value");
        }
        if (continued) {
            results(List.of(result(item, id)));
        }
    }

    private Part.ToolResult result(Fields item, String id) {
        var kind = type(item).startsWith("custom") ? ToolKind.CUSTOM : ToolKind.FUNCTION;
        return new Part.ToolResult(
                id, names.get(id), ContentReader.output(item), false, kind, ContentReader.cache(item));
    }

    private void webSearch(Fields item) {
        var id = item.string("id");
        var raw = Json.raw(item.node());
        var action = item.get("action");
        var input = action == null ? RawJson.EMPTY_OBJECT : Json.raw(action);
        var call = id == null ? "ws_" + messages.size() + "_" + turn.size() : id;
        turn.add(new Part.ServerToolCall(call, "web_search", input, Protocol.OPENAI_RESPONSES, raw));
        turn.add(new Part.ServerToolResult(call, "web_search", Protocol.OPENAI_RESPONSES, raw));
    }

    private void endTurn() {
        if (nextCall != null) {
            bindDetached(nextCall);
        }
        nextCall = null;
        if (turn.isEmpty()) {
            return;
        }
        messages.add(Message.of(Role.ASSISTANT, turn));
        var results = new ArrayList<Part>();
        for (var part : turn) {
            if (part instanceof Part.ToolCall call) {
                var output = outputs.take(call.id());
                if (output != null) {
                    results.add(result(output, call.id()));
                }
            }
        }
        turn.clear();
        outputs.endTurn();
        results(results);
    }

    /** A signature of Google's that no call follows belongs to the last thing that was thought or said. */
    private void bindDetached(Signature signature) {
        if (turn.isEmpty()) {
            turn.add(new Part.Thinking("", signature));
            return;
        }
        signPrevious(signature);
    }

    private void results(List<? extends Part> results) {
        if (results.isEmpty()) {
            return;
        }
        var all = new ArrayList<Part>();
        var before = messages.isEmpty() ? List.<Part>of() : messages.getLast().parts();
        if (!before.isEmpty() && before.getLast() instanceof Part.ToolResult) {
            messages.removeLast();
            all.addAll(before);
        }
        all.addAll(results);
        messages.add(Message.of(Role.USER, all));
    }
}
