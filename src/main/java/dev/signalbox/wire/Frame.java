package dev.signalbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One message of a stream: an SSE event (its name, null when unnamed, and its data lines joined), or one JSON object. */
public record Frame(@Nullable String event, String data) {
    public static Frame of(String data) {
        return new Frame(null, data);
    }

    /** OpenAI's end-of-stream sentinel. */
    public boolean done() {
        return data.strip().equals("[DONE]");
    }

    /** Whether the data is a JSON object, as every event of every protocol is. */
    public boolean isObject() {
        return Json.parse(data).orElse(null) instanceof ObjectNode;
    }

    /** Whether the data says of what type the event is. */
    public boolean isTyped() {
        return Json.parse(data).orElse(null) instanceof ObjectNode object
                && object.path("type").isTextual();
    }
}
