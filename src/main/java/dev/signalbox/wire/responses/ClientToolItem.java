package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.ClientTools;

/** A call of a tool that has an item of its own, told when its arguments are complete: the item has them in fields. */
final class ClientToolItem implements OpenItem {
    private final EventStream out;
    private final ChatEvent.ToolCallStarted call;
    private final String kind;
    private final StringBuilder arguments = new StringBuilder();

    ClientToolItem(EventStream out, ChatEvent.ToolCallStarted call, String kind) {
        this.out = out;
        this.call = call;
        this.kind = kind;
    }

    int part() {
        return call.part();
    }

    void arguments(String delta) {
        arguments.append(delta);
    }

    @Override
    public void close(boolean complete, ArrayNode output) {
        int index = out.nextIndex();
        var item = ClientTools.item(kind, arguments.toString());
        item.put("id", out.itemId(prefix(), index)).put("call_id", CallIds.withPrefix(call.id(), "call_"));
        out.sendItem("response.output_item.added", index, begun(item));
        item.put("status", complete ? "completed" : kind.equals("apply_patch") ? "in_progress" : "incomplete");
        out.sendItem("response.output_item.done", index, item);
        output.add(item);
    }

    private static ObjectNode begun(ObjectNode item) {
        var begun = item.deepCopy().put("status", "in_progress");
        if (begun.path("operation") instanceof ObjectNode operation && operation.has("diff")) {
            operation.put("diff", "");
        }
        return begun;
    }

    private String prefix() {
        return switch (kind) {
            case "apply_patch" -> "apc";
            case "local_shell" -> "lsh";
            case "tool_search" -> "tsc";
            default -> "sh";
        };
    }
}
