package dev.signalbox.wire.ollama;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.FreeText;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of an answer as the arguments of the tool that was forced; a model that speaks all the same is heard. */
final class ForcedAnswer {
    private enum State {
        WAITING,
        CALLING,
        DONE
    }

    private final String name;
    private final ToolKind kind;
    private final FreeText input = new FreeText();
    private State state = State.WAITING;
    private int part;

    ForcedAnswer(String name, ToolKind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** Whether this text is that of the call: blank, the beginning of an object, or more of one. */
    boolean takes(String text) {
        if (state == State.WAITING && !text.isBlank() && !text.stripLeading().startsWith("{")) {
            state = State.DONE;
        }
        return state != State.DONE;
    }

    boolean calling() {
        return state == State.CALLING;
    }

    /** The events of more text; {@code id} and {@code next} are for the call that begins with it. */
    List<ChatEvent> read(String text, String id, int next) {
        var events = new ArrayList<ChatEvent>();
        if (state == State.WAITING) {
            if (text.isBlank()) {
                return events;
            }
            state = State.CALLING;
            part = next;
            events.add(new ChatEvent.ToolCallStarted(part, id, name, kind));
        }
        arguments(kind == ToolKind.CUSTOM ? input.feed(text) : text, events);
        return events;
    }

    private void arguments(String arguments, List<ChatEvent> events) {
        if (!arguments.isEmpty()) {
            events.add(new ChatEvent.ToolArgumentsDelta(part, arguments));
        }
    }

    /** What ends the call, if there is one. */
    List<ChatEvent> end() {
        var events = new ArrayList<ChatEvent>();
        if (state == State.CALLING) {
            if (kind == ToolKind.CUSTOM) {
                arguments(input.end(), events);
            }
            events.add(new ChatEvent.PartFinished(part));
        }
        state = State.DONE;
        return events;
    }
}
