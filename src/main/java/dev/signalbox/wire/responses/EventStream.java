package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The events of one response as they are written: numbered, with the positions and ids of its items. */
final class EventStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private String responseId = "";
    private int sequence;
    private int items;

    void begin(String id) {
        responseId = id;
    }

    /** Numbers what comes now behind an event that somebody else wrote; -1 when that has no number. */
    void goOnFrom(int number) {
        sequence = Math.max(sequence, number + 1);
    }

    /** The position of the next item. */
    int nextIndex() {
        return items++;
    }

    /** The id of the item at this position, the same whenever the same answer is written. */
    String itemId(String prefix, int index) {
        var name = (responseId + ":" + index).getBytes(StandardCharsets.UTF_8);
        return prefix + "_" + UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }

    static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    void send(ObjectNode event) {
        event.put("sequence_number", sequence++);
        bytes.writeBytes(Json.sse(event.path("type").asText(), event));
    }

    void sendItem(String type, int index, ObjectNode item) {
        var event = event(type).put("output_index", index);
        event.set("item", item);
        send(event);
    }

    byte[] take() {
        var taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
