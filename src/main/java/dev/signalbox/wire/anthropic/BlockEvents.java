package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.io.ByteArrayOutputStream;

/** The events of a message's stream as bytes, its blocks numbered without a gap. */
final class BlockEvents {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private int index;

    void start(ObjectNode block) {
        send(numbered("content_block_start").set("content_block", block));
    }

    void delta(ObjectNode delta) {
        send(numbered("content_block_delta").set("delta", delta));
    }

    void stop() {
        send(numbered("content_block_stop"));
        index++;
    }

    private ObjectNode numbered(String type) {
        return Json.object().put("type", type).put("index", index);
    }

    /** An event under the name of its type. */
    void send(ObjectNode event) {
        out.writeBytes(Json.sse(event.path("type").asText(), event));
    }

    /** What was written since the last time. */
    byte[] take() {
        var bytes = out.toByteArray();
        out.reset();
        return bytes;
    }
}
