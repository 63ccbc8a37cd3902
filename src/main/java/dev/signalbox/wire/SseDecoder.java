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
    static final int MAX_FRAME = 64 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final List<Frame> frames = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();
    private @Nullable String event;
    private boolean hasData;
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
        if (line.size() + data.length() > MAX_FRAME) {
            throw Failure.of(Failure.Kind.OVERLOADED, 502, "The provider sent an event of more than 64 MiB.")
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
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (first) {
            first = false;
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        var field = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        if (field.equals("data")) {
            if (hasData) {
                data.append('\n');
            }
            data.append(value);
            hasData = true;
        } else if (field.equals("event")) {
            event = value;
        }
    }

    private void dispatch() {
        if (hasData) {
            frames.add(new Frame(event, data.toString()));
        }
        data.setLength(0);
        hasData = false;
        event = null;
    }
}
