package dev.signalbox.wire;

import dev.signalbox.chat.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON objects one after another: newline-delimited (Ollama) or as the elements of one array (Gemini without
 * {@code alt=sse}). Objects are found by their braces, so line breaks inside them do no harm; the brackets and commas of the
 * array are skipped. What stands between objects and is neither is delivered as a frame of its own, for the reader to refuse.
 */
final class JsonSequenceDecoder implements FrameDecoder {
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final ByteArrayOutputStream object = new ByteArrayOutputStream(256);
    private final ByteArrayOutputStream stray = new ByteArrayOutputStream();
    private int depth;
    private int position;
    private boolean inString;
    private boolean escaped;

    @Override
    public List<Frame> feed(byte[] bytes, int offset, int length) {
        var frames = new ArrayList<Frame>();
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (position < BOM.length && b == BOM[position]) {
                position++; // a byte order mark, which JSON does not allow and some write
                continue;
            }
            position = BOM.length;
            if (depth > 0 || b == '{') {
                object.write(b);
                if (closes(b)) {
                    frames.add(frame(object));
                }
            } else if (b == '\n' && stray.size() > 0) {
                frames.add(frame(stray));
            } else if (stray.size() > 0 || !separator(b)) {
                stray.write(b);
            }
        }
        if (object.size() + stray.size() > SseDecoder.MAX_FRAME) {
            throw Failure.of(Failure.Kind.OVERLOADED, 502, "The provider sent an object of more than 24 MiB.")
                    .asException();
        }
        return frames;
    }

    private static boolean separator(byte b) {
        return b == ',' || b == '[' || b == ']' || b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    @Override
    public List<Frame> end() {
        if (object.size() > 0) {
            return List.of(frame(object));
        }
        return stray.size() > 0 ? List.of(frame(stray)) : List.of();
    }

    private static Frame frame(ByteArrayOutputStream bytes) {
        var frame = Frame.of(bytes.toString(StandardCharsets.UTF_8));
        bytes.reset();
        return frame;
    }

    private boolean closes(byte b) {
        if (inString) {
            inString = escaped || b != '"';
            escaped = !escaped && b == '\\';
            return false;
        }
        switch (b) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        return depth == 0;
    }
}
