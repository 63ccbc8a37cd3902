package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a stream of each protocol must be for the strictest of its readers. */
final class StreamGrammar {

    /** The steps of one stream; a check fails with an {@link AssertionError}. */
    interface Steps {
        void frame(Frame frame, JsonNode data);

        void end();
    }

    private StreamGrammar() {}

    /** Fails unless these bytes are one whole stream of the protocol. */
    static void check(Protocol protocol, StreamForm form, byte[] stream) {
        try {
            var steps = steps(protocol);
            for (var frame : frames(protocol, form, stream)) {
                steps.frame(frame, frame.done() ? Json.object() : parsed(frame));
            }
            steps.end();
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nin a stream of " + protocol.id() + ":\n"
                            + new String(stream, StandardCharsets.UTF_8),
                    e);
        }
    }

    private static Steps steps(Protocol protocol) {
        return switch (protocol) {
            case ANTHROPIC_MESSAGES -> new AnthropicGrammar();
            case OPENAI_CHAT -> new ChatGrammar();
            case OPENAI_RESPONSES -> new ResponsesGrammar();
            case GEMINI -> new GeminiGrammar();
            case OLLAMA -> new OllamaGrammar();
        };
    }

    private static JsonNode parsed(Frame frame) {
        return Json.parse(frame.data()).orElseThrow(() -> new AssertionError("not JSON: " + frame.data()));
    }

    private static List<Frame> frames(Protocol protocol, StreamForm form, byte[] stream) {
        var text = new String(stream, StandardCharsets.UTF_8);
        assertThat(text.getBytes(StandardCharsets.UTF_8)).as("UTF-8").isEqualTo(stream);
        return switch (form) {
            case SSE -> protocol == Protocol.GEMINI ? geminiEvents(text) : events(text);
            case NDJSON -> lines(text);
            case JSON_ARRAY -> elements(text);
        };
    }

    /** An event is an optional name, then one line of data, then a blank line; a comment stands alone. */
    private static List<Frame> events(String text) {
        assertThat(text).as("the last event is complete").endsWith("\n\n");
        var frames = new ArrayList<Frame>();
        for (var event : text.substring(0, text.length() - 2).split("\n\n", -1)) {
            var lines = event.split("\n", -1);
            if (lines.length == 1 && lines[0].startsWith(":")) {
                continue;
            }
            assertThat(lines.length).as("lines of " + event).isBetween(1, 2);
            var name = lines.length == 2 ? after("event: ", lines[0]) : null;
            frames.add(new Frame(name, after("data: ", lines[lines.length - 1])));
        }
        return frames;
    }

    /** Google's own clients cut by a pattern: one data line, a blank line, nothing else, no separators of other kinds. */
    private static List<Frame> geminiEvents(String text) {
        assertThat(text).doesNotContain("\u2028", "\u2029").endsWith("\r\n\r\n");
        var frames = new ArrayList<Frame>();
        for (var event : text.substring(0, text.length() - 4).split("\r\n\r\n", -1)) {
            assertThat(event).doesNotContain("\n", "\r");
            frames.add(Frame.of(after("data: ", event)));
        }
        return frames;
    }

    private static List<Frame> lines(String text) {
        assertThat(text).endsWith("\n");
        return text.substring(0, text.length() - 1).lines().map(Frame::of).toList();
    }

    private static List<Frame> elements(String text) {
        var array = Json.parse(text).orElseThrow(() -> new AssertionError("not JSON"));
        assertThat(array.isArray()).isTrue();
        return array.valueStream().map(n -> Frame.of(n.toString())).toList();
    }

    private static String after(String prefix, String line) {
        assertThat(line).startsWith(prefix);
        return line.substring(prefix.length());
    }
}
