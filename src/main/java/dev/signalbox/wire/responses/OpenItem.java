package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** An output item that is being written. */
sealed interface OpenItem permits MessageItem, ReasoningItem, CallItem, ClientToolItem {

    /** Writes the events that end it and adds the finished item to the output; {@code complete} is false when it was cut. */
    void close(boolean complete, ArrayNode output);

    static String status(boolean complete) {
        return complete ? "completed" : "incomplete";
    }
}
