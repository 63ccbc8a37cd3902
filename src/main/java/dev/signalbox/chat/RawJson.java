package dev.signalbox.chat;

/** A JSON value kept as the text it arrived in, so that numbers, key order and escapes survive. */
public record RawJson(String text) {
    public static final RawJson EMPTY_OBJECT = new RawJson("{}");
    public static final RawJson NULL = new RawJson("null");

    @Override
    public String toString() {
        return text;
    }
}
