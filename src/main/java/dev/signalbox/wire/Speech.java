package dev.signalbox.wire;

import dev.signalbox.chat.ChatEvent;
import java.util.List;

/** Numbers the parts of an answer whose provider says what it says and thinks in pieces, without telling where a part ends. */
public final class Speech {
    private enum Open {
        NOTHING,
        THINKING,
        TEXT
    }

    private Open open = Open.NOTHING;
    private int part = -1;
    private int parts;

    /** More of the text; none when it is empty. */
    public void text(String text, List<ChatEvent> events) {
        if (!text.isEmpty()) {
            turnTo(Open.TEXT, events);
            events.add(new ChatEvent.TextDelta(part, text));
        }
    }

    /** More of a thought; none when it is empty. */
    public void thought(String text, List<ChatEvent> events) {
        if (!text.isEmpty()) {
            turnTo(Open.THINKING, events);
            events.add(new ChatEvent.ThinkingDelta(part, text));
        }
    }

    private void turnTo(Open kind, List<ChatEvent> events) {
        if (open != kind) {
            close(events);
            open = kind;
            part = parts++;
        }
    }

    /** Ends what is being said. */
    public void close(List<ChatEvent> events) {
        if (open != Open.NOTHING) {
            events.add(new ChatEvent.PartFinished(part));
            open = Open.NOTHING;
        }
    }

    /** The number of another part, a call for instance, which begins now. */
    public int next() {
        return parts++;
    }
}
