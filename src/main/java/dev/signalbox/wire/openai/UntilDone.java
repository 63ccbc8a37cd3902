package dev.signalbox.wire.openai;

import dev.signalbox.wire.Passage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lets nothing but blank lines and comments pass behind the line {@code data: [DONE]}: aggregators append chunks of their own
 * there, which no client reads as part of the answer.
 */
final class UntilDone implements Passage {
    private static final String DONE = "[DONE]";
    private static final int LONGEST = 32;

    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean done;
    private boolean dropping;

    @Override
    public byte[] pass(byte[] bytes, int count) {
        int at = 0;
        while (at < count && !done) {
            take(bytes[at++]);
        }
        if (!done) {
            return Arrays.copyOf(bytes, count);
        }
        var out = new ByteArrayOutputStream(count);
        out.write(bytes, 0, at);
        for (; at < count; at++) {
            behind(bytes[at], out);
        }
        return out.toByteArray();
    }

    private void take(byte b) {
        if (b != '\n' && b != '\r') {
            if (length < LONGEST) {
                line[length] = b;
            }
            length++;
            return;
        }
        done = length > DONE.length() && length <= LONGEST && saysDone();
        length = 0;
    }

    private boolean saysDone() {
        var text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        return text.startsWith("data:") && text.substring(5).strip().equals(DONE);
    }

    private void behind(byte b, ByteArrayOutputStream out) {
        boolean ends = b == '\n' || b == '\r';
        if (length == 0 && !ends) {
            dropping = b != ':';
        }
        length = ends ? 0 : 1;
        if (!dropping) {
            out.write(b);
        }
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }
}
