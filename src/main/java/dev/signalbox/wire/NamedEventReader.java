package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import java.util.ArrayList;
import java.util.List;

/** Reads a stream whose frames are named and hold one JSON object each; nothing counts after the end. */
public abstract class NamedEventReader implements AnswerReader {
    private boolean ended;

    @Override
    public final List<ChatEvent> read(Frame frame) {
        var events = new ArrayList<ChatEvent>();
        if (ended || frame.data().isBlank()) {
            return events;
        }
        var data = Json.parse(frame.data()).orElse(null);
        if (data == null || !data.isObject()) {
            fail(ProviderErrors.garbled(), events);
            return events;
        }
        event(frame.event() == null ? "" : frame.event(), data, events);
        return events;
    }

    /** What one event says; {@code name} is empty where it has none. */
    protected abstract void event(String name, JsonNode data, List<ChatEvent> events);

    protected final boolean ended() {
        return ended;
    }

    protected final void finish(ChatEvent.Finished last, List<ChatEvent> events) {
        ended = true;
        events.add(last);
    }

    protected final void fail(Failure failure, List<ChatEvent> events) {
        ended = true;
        events.add(new ChatEvent.Failed(failure));
    }
}
