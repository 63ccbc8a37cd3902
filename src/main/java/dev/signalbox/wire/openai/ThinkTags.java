package dev.signalbox.wire.openai;

import java.util.function.Consumer;

/** Takes the thoughts out of a text that begins with {@code <think>…</think>}, while it streams in. */
final class ThinkTags {
    private enum State {
        BEFORE,
        INSIDE,
        BEHIND,
        PLAIN
    }

    private static final String OPENING = "<think>";
    private static final String CLOSING = "</think>";

    private final Consumer<String> thoughts;
    private final Consumer<String> text;
    private final StringBuilder held = new StringBuilder();
    private State state = State.BEFORE;

    ThinkTags(Consumer<String> thoughts, Consumer<String> text) {
        this.thoughts = thoughts;
        this.text = text;
    }

    void feed(String piece) {
        if (held.isEmpty() && isPlain(piece)) {
            state = State.PLAIN;
            text.accept(piece); // which most are: no need for a copy
            return;
        }
        held.append(piece);
        if (state == State.BEFORE) {
            before();
        }
        if (state == State.INSIDE) {
            inside();
        }
        if (state == State.BEHIND) {
            behind();
        }
        if (state == State.PLAIN) {
            release(text, held.length());
        }
    }

    private boolean isPlain(String piece) {
        if (state == State.BEFORE) {
            var begun = piece.stripLeading();
            return !begun.isEmpty() && begun.charAt(0) != OPENING.charAt(0);
        }
        return state == State.PLAIN;
    }

    /** What was held back because it might have been a tag. */
    void end() {
        release(state == State.INSIDE ? thoughts : text, held.length());
    }

    private void before() {
        var begun = held.toString().stripLeading();
        if (begun.startsWith(OPENING)) {
            held.setLength(0);
            held.append(begun.substring(OPENING.length()).replaceFirst("^\\n", ""));
            state = State.INSIDE;
        } else if (!OPENING.startsWith(begun)) {
            state = State.PLAIN;
        }
    }

    private void inside() {
        int end = held.indexOf(CLOSING);
        if (end < 0) {
            release(thoughts, held.length() - possibleTag());
            return;
        }
        release(thoughts, end);
        held.delete(0, CLOSING.length());
        state = State.BEHIND;
    }

    /** How many of the last characters may be the beginning of the closing tag. */
    private int possibleTag() {
        for (int n = Math.min(CLOSING.length() - 1, held.length()); n > 0; n--) {
            if (CLOSING.startsWith(held.substring(held.length() - n))) {
                return n;
            }
        }
        return 0;
    }

    private void behind() {
        var rest = held.toString().stripLeading();
        held.setLength(0);
        held.append(rest);
        state = rest.isEmpty() ? State.BEHIND : State.PLAIN;
    }

    private void release(Consumer<String> to, int length) {
        if (length > 0) {
            to.accept(held.substring(0, length));
            held.delete(0, length);
        }
    }
}
