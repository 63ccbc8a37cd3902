package dev.signalbox.wire.ollama;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.FreeText;
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

    /** Whether the call begins with this text. */
    boolean begins(String text) {
        return state == State.WAITING && !text.isBlank();
    }

    void begin(int number, String id, List<ChatEvent> events) {
        state = State.CALLING;
        part = number;
        events.add(new ChatEvent.ToolCallStarted(part, id, name, kind));
    }

    void arguments(String text, List<ChatEvent> events) {
        if (state == State.CALLING) {
            add(kind == ToolKind.CUSTOM ? input.feed(text) : text, events);
        }
    }

    private void add(String arguments, List<ChatEvent> events) {
        if (!arguments.isEmpty()) {
            events.add(new ChatEvent.ToolArgumentsDelta(part, arguments));
        }
    }

    /** Ends the call, if there is one. */
    void end(List<ChatEvent> events) {
        if (state == State.CALLING) {
            state = State.DONE;
            if (kind == ToolKind.CUSTOM) {
                add(input.end(), events);
            }
            events.add(new ChatEvent.PartFinished(part));
        }
    }
}
