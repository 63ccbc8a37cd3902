package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * A tool call being written, as a function or a free-text tool by the client's declaration. It is announced with its first
 * arguments, because a signature that came with the call has to stand before it.
 */
final class CallItem implements OpenItem {
    private final EventStream out;
    private final ArrayNode output;
    private final ChatEvent.ToolCallStarted call;
    private final @Nullable Tool tool;
    private final boolean custom;
    private final FreeText freeText = new FreeText();
    private final StringBuilder arguments = new StringBuilder();
    private int index = -1;
    private @Nullable Signature late;

    CallItem(EventStream out, ArrayNode output, ChatEvent.ToolCallStarted call, @Nullable Tool tool) {
        this.out = out;
        this.output = output;
        this.call = call;
        this.tool = tool;
        this.custom = tool == null ? call.kind() == ToolKind.CUSTOM : tool instanceof Tool.Custom;
    }

    int part() {
        return call.part();
    }

    void sign(Signature signature) {
        if (index < 0) {
            ReasoningItem.carry(out, new Envelope(signature, Envelope.Place.NEXT_CALL), output);
        } else {
            late = signature;
        }
    }

    void arguments(String delta) {
        if (!custom && call.kind() == ToolKind.CUSTOM) {
            arguments.append(delta); // wrapped as a whole at the end
            return;
        }
        var piece = custom && call.kind() == ToolKind.FUNCTION ? freeText.feed(delta) : delta;
        if (!piece.isEmpty()) {
            append(piece);
        }
    }

    private void append(String piece) {
        open();
        arguments.append(piece);
        var type = custom ? "response.custom_tool_call_input.delta" : "response.function_call_arguments.delta";
        out.send(at(type).put("delta", piece));
    }

    private void open() {
        if (index < 0) {
            index = out.nextIndex();
            out.sendItem("response.output_item.added", index, item("in_progress", ""));
        }
    }

    private String id() {
        return out.itemId(custom ? "ctc" : "fc", index);
    }

    private ObjectNode item(String status, String value) {
        var namespace = tool == null ? null : Namespaces.of(tool);
        var item = Json.object().put("id", id()).put("type", custom ? "custom_tool_call" : "function_call");
        item.put("status", status)
                .put("call_id", CallIds.withPrefix(call.id(), "call_"))
                .put("name", name());
        if (namespace != null) {
            item.put("namespace", namespace);
        }
        return item.put(custom ? "input" : "arguments", value);
    }

    private String name() {
        return Namespaces.shortName(tool == null ? null : Namespaces.of(tool), call.name());
    }

    private ObjectNode at(String type) {
        return EventStream.event(type).put("item_id", id()).put("output_index", index);
    }

    private void complete(boolean complete) {
        if (custom && call.kind() == ToolKind.FUNCTION) {
            var rest = freeText.end();
            if (!rest.isEmpty()) {
                append(rest);
            }
        } else if (!custom && call.kind() == ToolKind.CUSTOM) {
            var wrapped = FreeText.wrap(arguments.toString()).toString();
            arguments.setLength(0);
            append(wrapped);
        } else if (!custom && arguments.isEmpty() && complete) {
            append("{}");
        }
        open();
    }

    @Override
    public void close(boolean complete, ArrayNode into) {
        complete(complete);
        var value = arguments.toString();
        out.send(
                custom
                        ? at("response.custom_tool_call_input.done").put("input", value)
                        : at("response.function_call_arguments.done")
                                .put("name", name())
                                .put("arguments", value));
        var item = item(OpenItem.status(complete), value);
        out.sendItem("response.output_item.done", index, item);
        into.add(item);
        if (late != null) {
            ReasoningItem.carry(out, new Envelope(late, Envelope.Place.PREVIOUS), into);
        }
    }
}
