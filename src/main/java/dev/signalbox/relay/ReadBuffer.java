package dev.signalbox.relay;

import dev.signalbox.upstream.Reply;
import java.io.IOException;

/**
 * What one read of a reply takes. A stream holds one for as long as it is open, most of that time waiting for a piece of a few
 * hundred bytes, so it begins small; whoever sends more at once than it holds gets a larger one.
 */
final class ReadBuffer {
    private static final int LEAST = 1_024;
    private static final int MOST = 16_384;

    private final Reply reply;
    private byte[] bytes = new byte[LEAST];
    private int length;

    ReadBuffer(Reply reply) {
        this.reply = reply;
    }

    /** Reads at least one byte over what was read before; -1 at the end of the body. */
    int read() throws IOException {
        if (length == bytes.length && length < MOST) {
            bytes = new byte[MOST];
        }
        length = reply.read(bytes);
        return length;
    }

    /** What the last read took, from the first byte to {@link #length()}. */
    byte[] bytes() {
        return bytes;
    }

    /** Bytes that the last read took; -1 after the end, 0 before the first read. */
    int length() {
        return length;
    }
}
