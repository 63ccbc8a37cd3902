package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/** A thought being written: a summary that streams, and at its end the signature. Nothing is written of an empty thought. */
final class ReasoningItem implements OpenItem {
    private final EventStream out;
    private final int part;
    private final boolean shown;
    private final StringBuilder text = new StringBuilder();
    private int index = -1;
    private @Nullable Envelope envelope;

    ReasoningItem(EventStream out, int part, boolean shown) {
        this.out = out;
        this.part = part;
        this.shown = shown;
    }

    /** A reasoning item that only carries a signature. */
    static void carry(EventStream out, Envelope envelope, ArrayNode output) {
        var item = new ReasoningItem(out, -1, false);
        item.sign(envelope);
        item.close(true, output);
    }

    int part() {
        return part;
    }

    void text(String delta) {
        if (!shown || delta.isEmpty()) {
            return;
        }
        open();
        if (text.isEmpty()) {
            var added = at("response.reasoning_summary_part.added");
            added.set("part", summary(""));
            out.send(added);
        }
        text.append(delta);
        out.send(at("response.reasoning_summary_text.delta").put("delta", delta));
    }

    void sign(Envelope signature) {
        envelope = signature;
    }

    private void open() {
        if (index < 0) {
            index = out.nextIndex();
            var item = item();
            item.putArray("summary");
            out.sendItem("response.output_item.added", index, item);
        }
    }

    private ObjectNode item() {
        return Json.object().put("id", out.itemId("rs", index)).put("type", "reasoning");
    }

    private static ObjectNode summary(String text) {
        return Json.object().put("type", "summary_text").put("text", text);
    }

    private ObjectNode at(String type) {
        return EventStream.event(type)
                .put("item_id", out.itemId("rs", index))
                .put("output_index", index)
                .put("summary_index", 0);
    }

    @Override
    public void close(boolean complete, ArrayNode output) {
        if (text.isEmpty() && envelope == null) {
            return;
        }
        open();
        var item = item();
        var summaries = item.putArray("summary");
        if (!text.isEmpty()) {
            var whole = text.toString();
            out.send(at("response.reasoning_summary_text.done").put("text", whole));
            var done = at("response.reasoning_summary_part.done");
            done.set("part", summary(whole));
            out.send(done);
            summaries.add(summary(whole));
        }
        if (envelope != null) {
            item.put("encrypted_content", envelope.sealed());
        }
        out.sendItem("response.output_item.done", index, item);
        output.add(item);
    }
}
