package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives function responses without a name the name of the call that they answer, and leaves every other byte of the body as it
 * is. Some clients leave the name empty; the API refuses that.
 */
final class ResponseNames {
    private static final byte[] CAMEL = "\"functionResponse\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SNAKE = "\"function_response\"".getBytes(StandardCharsets.US_ASCII);

    /** A call or a response. An empty name stands from {@code from} to {@code to}, which is -1 where there is none at all. */
    private record Entry(boolean call, @Nullable String id, String name, int from, int to, boolean alone) {}

    private final JsonParser parser;
    private final List<List<Entry>> turns = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ResponseNames(JsonParser parser) {
        this.parser = parser;
    }

    static byte[] filled(byte[] body) {
        if (!contains(body, CAMEL) && !contains(body, SNAKE)) {
            return body;
        }
        try (var parser = Json.parser(body, 0, body.length)) {
            var names = new ResponseNames(parser);
            names.read();
            return names.fill(body);
        } catch (IOException e) {
            return body; // the provider says what is wrong with it
        }
    }

    private static boolean contains(byte[] body, byte[] word) {
        for (int i = 0; i + word.length <= body.length; i++) {
            int at = 0;
            while (at < word.length && body[i + at] == word[at]) {
                at++;
            }
            if (at == word.length) {
                return true;
            }
        }
        return false;
    }

    private void read() throws IOException {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var contents = parser.currentName().equals("contents");
                each(contents && parser.nextToken() != null, this::content);
            }
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    /** Takes each object of the array (or the one object) the parser stands at, and leaves out everything else. */
    private void each(boolean wanted, Step step) throws IOException {
        if (!wanted) {
            skip();
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            step.take();
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                each(true, parser.currentToken() == JsonToken.START_OBJECT ? step : parser::skipChildren);
            }
        }
    }

    private void skip() throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    private void content() throws IOException {
        turns.add(new ArrayList<>());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var parts = parser.currentName().equals("parts");
            each(parts && parser.nextToken() != null, this::part);
        }
    }

    private void part() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "functionCall", "function_call" -> each(parser.nextToken() != null, () -> entry(true));
                case "functionResponse", "function_response" -> each(parser.nextToken() != null, () -> entry(false));
                default -> skip();
            }
        }
    }

    private void entry(boolean call) throws IOException {
        String id = null;
        String name = "";
        int from = at() + 1;
        int to = from;
        boolean alone = true;
        boolean named = false;
        boolean odd = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            alone = false;
            var field = parser.currentName();
            var value = parser.nextToken();
            if (field.equals("name")) {
                named = true;
                name = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                from = at();
                to = from + (value == JsonToken.VALUE_NULL ? 4 : 2);
                odd = value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL;
            } else if (value == JsonToken.VALUE_STRING && (field.equals("id") || field.equals("callId"))) {
                id = parser.getText();
                ids.add(id);
            }
            parser.skipChildren();
        }
        if (!odd) {
            turns.getLast().add(new Entry(call, id, name, from, named ? to : -1, alone));
        }
    }

    private int at() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private byte[] fill(byte[] body) {
        var missing = new TreeMap<Integer, Entry>();
        var pairing = new CallPairing(ids);
        for (var turn : turns) {
            turn.stream().filter(e -> !e.call() && e.id() != null).forEach(e -> pairing.claim(e.id()));
            for (var entry : turn) {
                if (entry.call()) {
                    pairing.call(entry.id(), entry.name());
                    continue;
                }
                var answered = pairing.answer(entry.id(), entry.name());
                if (entry.name().isEmpty()
                        && answered != null
                        && !answered.name().isEmpty()) {
                    missing.put(
                            entry.from(),
                            new Entry(false, null, answered.name(), entry.from(), entry.to(), entry.alone()));
                }
            }
        }
        return missing.isEmpty() ? body : spliced(body, missing);
    }

    private static byte[] spliced(byte[] body, Map<Integer, Entry> missing) {
        var out = new ByteArrayOutputStream(body.length + 64 * missing.size());
        int at = 0;
        for (var entry : missing.values()) {
            out.write(body, at, entry.from() - at);
            var name = Json.quote(entry.name());
            boolean present = entry.to() >= 0;
            var text = present ? name : "\"name\":" + name + (entry.alone() ? "" : ",");
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            at = present ? entry.to() : entry.from();
        }
        out.write(body, at, body.length - at);
        return out.toByteArray();
    }
}
