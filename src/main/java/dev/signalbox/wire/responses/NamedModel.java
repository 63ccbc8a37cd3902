package dev.signalbox.wire.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Passage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names the model in the events that carry the response, where a provider leaves it out and the clients' libraries demand it.
 * Whether it does is known with the first event; if not, everything passes as it is from there on.
 */
final class NamedModel implements Passage {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    private enum State {
        FIRST_EVENT,
        AS_IT_IS,
        NAMING
    }

    private final String member;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private State state = State.FIRST_EVENT;
    private boolean afterLine;
    private boolean afterReturn;

    NamedModel(String model) {
        this.member = "\"model\":" + Json.quote(model);
    }

    @Override
    public byte[] pass(byte[] bytes, int length) {
        if (state == State.AS_IT_IS) {
            return Arrays.copyOf(bytes, length);
        }
        var out = new ByteArrayOutputStream(length);
        int at = 0;
        while (at < length && state != State.AS_IT_IS) {
            byte b = bytes[at++];
            held.write(b);
            if (endsFrame(b)) {
                frame(out);
            }
        }
        out.write(bytes, at, length - at);
        return out.toByteArray();
    }

    /** A blank line ends a frame; a line feed behind a carriage return ends nothing more. */
    private boolean endsFrame(byte b) {
        boolean second = b == '\n' && afterReturn;
        boolean ends = b == '\n' || b == '\r';
        boolean blank = ends && !second && afterLine;
        afterReturn = b == '\r';
        afterLine = ends;
        return blank;
    }

    private void frame(ByteArrayOutputStream out) {
        var frame = held.toByteArray();
        held.reset();
        int data = data(frame);
        int place = data < 0 ? -1 : place(frame, data);
        if (data >= 0 && state == State.FIRST_EVENT) {
            state = place < 0 ? State.AS_IT_IS : State.NAMING;
        }
        if (place < 0) {
            out.writeBytes(frame);
            return;
        }
        out.write(frame, 0, place);
        out.writeBytes(member.getBytes(StandardCharsets.UTF_8));
        if (!nextIsEnd(frame, place)) {
            out.write(',');
        }
        out.write(frame, place, frame.length - place);
    }

    /** Where the data of the frame begins, -1 when it has none. */
    private static int data(byte[] frame) {
        for (int i = 0; i + DATA.length <= frame.length; i++) {
            boolean begins = i == 0 || frame[i - 1] == '\n' || frame[i - 1] == '\r';
            if (begins && Arrays.equals(frame, i, i + DATA.length, DATA, 0, DATA.length)) {
                return i + DATA.length;
            }
        }
        return -1;
    }

    /** The place behind the opening brace of a response without a model, -1 when there is none. */
    private static int place(byte[] frame, int data) {
        try (JsonParser parser = Json.parser(frame, data, frame.length - data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return -1;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var response = parser.currentName().equals("response");
                if (parser.nextToken() == JsonToken.START_OBJECT && response) {
                    int place = data + (int) parser.currentTokenLocation().getByteOffset() + 1;
                    return hasModel(parser) ? -1 : place;
                }
                parser.skipChildren();
            }
            return -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private static boolean hasModel(JsonParser response) throws IOException {
        boolean has = false;
        while (response.nextToken() == JsonToken.FIELD_NAME) {
            has |= response.currentName().equals("model");
            response.nextToken();
            response.skipChildren();
        }
        return has;
    }

    private static boolean nextIsEnd(byte[] frame, int at) {
        int i = at;
        while (i < frame.length && (frame[i] == ' ' || frame[i] == '\t' || frame[i] == '\n' || frame[i] == '\r')) {
            i++;
        }
        return i < frame.length && frame[i] == '}';
    }

    @Override
    public byte[] end() {
        var rest = held.toByteArray();
        held.reset();
        return rest;
    }
}
