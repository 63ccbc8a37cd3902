package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/** A message being written: text and refusals, one content part after another. Adjoining texts are one part. */
final class MessageItem implements OpenItem {
    private enum Content {
        NONE,
        TEXT,
        REFUSAL
    }

    private final EventStream out;
    private final int index;
    private final String id;
    private final ArrayNode parts = Json.array();
    private final StringBuilder text = new StringBuilder();
    private ArrayNode annotations = Json.array();
    private ArrayNode logprobs = Json.array();
    private Content content = Content.NONE;
    private int source = -1;
    private int fragment;

    MessageItem(EventStream out) {
        this.out = out;
        this.index = out.nextIndex();
        this.id = out.itemId("msg", index);
        out.sendItem("response.output_item.added", index, item("in_progress", Json.array()));
    }

    private ObjectNode item(String status, ArrayNode content) {
        var item = Json.object()
                .put("id", id)
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        item.set("content", content);
        return item;
    }

    /** More text of the canonical part {@code from}, which citations count their offsets in. */
    void text(int from, String delta) {
        enter(Content.TEXT);
        from(from);
        text.append(delta);
        var event = at("response.output_text.delta").put("delta", delta);
        event.putArray("logprobs");
        out.send(event);
    }

    /** They are told with the whole text: by now its deltas are under way. */
    void logprobs(ArrayNode tokens) {
        logprobs.addAll(tokens);
    }

    void refusal(String delta) {
        enter(Content.REFUSAL);
        text.append(delta);
        out.send(at("response.refusal.delta").put("delta", delta));
    }

    void citation(int from, Citation citation) {
        enter(Content.TEXT);
        from(from);
        var annotation = annotation(citation);
        if (annotation == null) {
            return;
        }
        var event = at("response.output_text.annotation.added").put("annotation_index", annotations.size());
        event.set("annotation", annotation);
        annotations.add(annotation.deepCopy());
        out.send(event);
    }

    /** The canonical part that was written last. */
    int from() {
        return source;
    }

    private void from(int part) {
        if (part != source) {
            source = part;
            fragment = text.length();
        }
    }

    private @Nullable ObjectNode annotation(Citation citation) {
        if (citation.origin() == Protocol.OPENAI_RESPONSES && Json.tree(citation.raw()) instanceof ObjectNode raw) {
            return raw;
        }
        if (citation.uri() == null) {
            return null;
        }
        int start = citation.start() < 0 ? fragment : fragment + citation.start();
        int end = citation.end() < 0 ? text.length() : fragment + citation.end();
        return Json.object()
                .put("type", "url_citation")
                .put("start_index", start)
                .put("end_index", Math.max(start, end))
                .put("url", citation.uri())
                .put("title", citation.title() == null ? citation.uri() : citation.title());
    }

    private void enter(Content next) {
        if (content == next) {
            return;
        }
        endContent();
        content = next;
        out.send(at("response.content_part.added", part(next, "")));
    }

    private ObjectNode part(Content kind, String value) {
        if (kind == Content.REFUSAL) {
            return Json.object().put("type", "refusal").put("refusal", value);
        }
        var part = Json.object().put("type", "output_text").put("text", value);
        part.set("annotations", annotations.deepCopy());
        part.set("logprobs", logprobs.deepCopy());
        return part;
    }

    private void endContent() {
        var value = text.toString();
        switch (content) {
            case NONE -> {
                return;
            }
            case TEXT -> {
                var done = at("response.output_text.done").put("text", value);
                done.set("logprobs", logprobs.deepCopy());
                out.send(done);
            }
            case REFUSAL -> out.send(at("response.refusal.done").put("refusal", value));
        }
        out.send(at("response.content_part.done", part(content, value)));
        parts.add(part(content, value));
        content = Content.NONE;
        text.setLength(0);
        annotations = Json.array();
        logprobs = Json.array();
        source = -1;
    }

    private ObjectNode at(String type) {
        return EventStream.event(type)
                .put("item_id", id)
                .put("output_index", index)
                .put("content_index", parts.size());
    }

    private ObjectNode at(String type, ObjectNode part) {
        var event = at(type);
        event.set("part", part);
        return event;
    }

    @Override
    public void close(boolean complete, ArrayNode output) {
        endContent();
        var item = item(OpenItem.status(complete), parts);
        out.sendItem("response.output_item.done", index, item);
        output.add(item);
    }
}
