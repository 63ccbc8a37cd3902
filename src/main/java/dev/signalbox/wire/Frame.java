package dev.signalbox.wire;

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
}
