package dev.signalbox.wire;

import dev.signalbox.chat.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events by the WHATWG rules: LF, CR and CRLF end lines, a BOM is skipped, comments are dropped, data lines are
 * joined with LF, the space after the colon is optional. A last event without its blank line is delivered at the end.
 */
final class SseDecoder implements FrameDecoder {
    static final int MAX_FRAME = 24 << 20;

    private final Line line = new Line();
    private final List<Frame> frames = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private @Nullable String event;
    private long dataLength;
    private boolean afterReturn;
    private boolean first = true;

    @Override
    public List<Frame> feed(byte[] bytes, int offset, int length) {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                from = i + 1;
                continue;
            }
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                line.write(bytes, from, i - from);
                from = i + 1;
                endLine();
            }
        }
        line.write(bytes, from, offset + length - from);
        if (line.size() + dataLength > MAX_FRAME) {
            throw Failure.of(Failure.Kind.OVERLOADED, 502, "The provider sent an event of more than 24 MiB.")
                    .asException();
        }
        return take();
    }

    @Override
    public List<Frame> end() {
        if (line.size() > 0) {
            endLine();
        }
        dispatch();
        return take();
    }

    private List<Frame> take() {
        if (frames.isEmpty()) {
            return List.of();
        }
        var taken = List.copyOf(frames);
        frames.clear();
        return taken;
    }

    private void endLine() {
        var bytes = line.bytes();
        int end = line.size();
        int from = first && line.startsWithMark() ? 3 : 0;
        first = false;
        if (from == end) {
            dispatch();
        } else {
            field(bytes, from, end);
        }
        line.reset();
    }

    /** Only the value is made a text, and only once: it may be as long as a frame may be. */
    private void field(byte[] bytes, int from, int end) {
        int colon = from;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        var field = new String(bytes, from, colon - from, StandardCharsets.UTF_8);
        int start = Math.min(end, colon + 1);
        start += start < end && bytes[start] == ' ' ? 1 : 0;
        if (field.equals("data")) {
            data.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            dataLength += end - start;
        } else if (field.equals("event")) {
            event = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            frames.add(new Frame(event, data.size() == 1 ? data.getFirst() : String.join("\n", data)));
        }
        data.clear();
        dataLength = 0;
        event = null;
    }

    /** The bytes of the line so far, without a copy; a buffer that one long line made large is given up with it. */
    private static final class Line extends ByteArrayOutputStream {
        private static final int USUAL = 256;
        private static final int LARGE = 1 << 16;

        Line() {
            super(USUAL);
        }

        byte[] bytes() {
            return buf;
        }

        boolean startsWithMark() {
            return count > 2 && (buf[0] & 0xff) == 0xef && (buf[1] & 0xff) == 0xbb && (buf[2] & 0xff) == 0xbf;
        }

        @Override
        public synchronized void reset() {
            super.reset();
            if (buf.length > LARGE) {
                buf = new byte[USUAL];
            }
        }
    }
}
