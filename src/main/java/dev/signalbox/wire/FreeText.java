package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import java.util.Objects;

/**
 * Carries a free-text tool through a protocol that knows functions only: the tool becomes a function with one string property
 * {@code input}, its text the value of that property. An instance takes the text out again while the arguments stream in.
 */
public final class FreeText {
    /** The schema of the function that stands for a free-text tool. */
    public static final RawJson SCHEMA =
            new RawJson("{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
                    + "\"required\":[\"input\"],\"additionalProperties\":false}");

    private enum State {
        BEFORE,
        INSIDE,
        ESCAPE,
        UNICODE,
        AFTER,
        OTHER
    }

    private static final String OPENING = "{\"input\":\"";

    private final StringBuilder given = new StringBuilder();
    private final StringBuilder unicode = new StringBuilder();
    private State state = State.BEFORE;
    private int matched;
    private String half = "";

    /** What a model is told of the tool, its grammar included: the schema cannot say it. Empty when there is nothing. */
    public static String description(Tool.Custom tool) {
        var told = Objects.requireNonNullElse(tool.told(), "");
        var format = tool.format() == null ? Json.object() : Json.tree(tool.format());
        if (format.isEmpty() || format.path("type").asText().equals("text")) {
            return told;
        }
        var grammar = format.path("definition").isTextual()
                ? format.path("definition").asText()
                : format.toString();
        return (told.isEmpty() ? "" : told + "\n\n") + "Format of the input: " + grammar;
    }

    /** Whether the tool's input must follow a grammar, which no function's schema can say. */
    public static boolean hasGrammar(Tool.Custom tool) {
        return tool.format() != null
                && !Json.tree(tool.format()).path("type").asText().equals("text");
    }

    /** The arguments that carry this text. */
    public static ObjectNode wrap(String text) {
        return Json.object().put("input", text);
    }

    /** The text in complete arguments; whatever is not wrapped as expected is returned as it is. */
    public static String unwrap(String arguments) {
        var text = new FreeText();
        return text.feed(arguments) + text.end();
    }

    /** The text that these further arguments add. */
    public String feed(String arguments) {
        var out = new StringBuilder(half);
        half = "";
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            switch (state) {
                case BEFORE -> before(c);
                case INSIDE -> inside(c, out);
                case ESCAPE -> escape(c, out);
                case UNICODE -> unicode(c, out);
                case OTHER -> given.append(c);
                case AFTER -> {}
            }
        }
        int last = out.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(out.charAt(last))) {
            half = out.substring(last);
            out.setLength(last);
        }
        return out.toString();
    }

    /** What is left when the arguments are complete. */
    public String end() {
        if (state != State.BEFORE && state != State.OTHER) {
            return "";
        }
        var text = given.toString();
        return Json.parse(text)
                .map(n -> n.path("input"))
                .filter(n -> !n.isMissingNode())
                .map(FreeText::plain)
                .orElse(text);
    }

    private static String plain(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private void before(char c) {
        given.append(c);
        if (c == OPENING.charAt(matched)) {
            matched++;
            state = matched == OPENING.length() ? State.INSIDE : State.BEFORE;
        } else if (!Character.isWhitespace(c) || inWord()) {
            state = State.OTHER;
        }
    }

    private boolean inWord() {
        return matched > 1 && matched < 8;
    }

    private void inside(char c, StringBuilder out) {
        if (c == '"') {
            state = State.AFTER;
        } else if (c == '\\') {
            state = State.ESCAPE;
        } else {
            out.append(c);
        }
    }

    private void escape(char c, StringBuilder out) {
        state = c == 'u' ? State.UNICODE : State.INSIDE;
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'u' -> unicode.setLength(0);
            default -> out.append(c);
        }
    }

    private void unicode(char c, StringBuilder out) {
        unicode.append(c);
        if (unicode.length() < 4) {
            return;
        }
        state = State.INSIDE;
        try {
            out.append((char) Integer.parseInt(unicode.toString(), 16));
        } catch (NumberFormatException e) {
            out.append("\\u").append(unicode);
        }
    }
}
