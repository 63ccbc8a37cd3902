package dev.signalbox.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads HTTP messages of one connection with as little work as will do: a head, then a body of known length or in chunks. */
final class HttpInput {
    private static final int LONGEST_HEAD = 65_536;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_HEAD];
    private int position;
    private int limit;

    HttpInput(InputStream in) {
        this.in = in;
    }

    /** Gets the parts of a body as they arrive. */
    interface Sink {
        void take(byte[] bytes, int from, int to) throws IOException;
    }

    /** The first line and the headers, in lower case; empty when the connection ended in order. */
    String head() throws IOException {
        var head = new StringBuilder(512);
        for (int newlines = 0; newlines < 2; ) {
            if (position == limit && !fill()) {
                return "";
            }
            byte b = buffer[position++];
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
            head.append((char) b);
            if (head.length() > LONGEST_HEAD) {
                throw new IOException("the head is too long");
            }
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    /** Reads the body that this head announces. */
    void body(String head, Sink sink) throws IOException {
        if (head.contains("transfer-encoding: chunked")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                pass(size, sink);
                line();
            }
            line();
        } else {
            pass(length(head), sink);
        }
    }

    private static int length(String head) {
        int at = head.indexOf("\ncontent-length:");
        if (at < 0) {
            return 0;
        }
        return Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)).strip());
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder(8);
        while (true) {
            if (position == limit && !fill()) {
                throw new EOFException("the connection ended in the middle of a message");
            }
            byte b = buffer[position++];
            if (b == '\n') {
                return line.toString();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
    }

    private void pass(int length, Sink sink) throws IOException {
        for (int left = length; left > 0; ) {
            if (position == limit && !fill()) {
                throw new EOFException("the connection ended in the middle of a body");
            }
            int n = Math.min(left, limit - position);
            sink.take(buffer, position, position + n);
            position += n;
            left -= n;
        }
    }

    private boolean fill() throws IOException {
        int n = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(n, 0);
        return n > 0;
    }
}
