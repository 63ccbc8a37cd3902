package dev.signalbox.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Replies of tests, handed out in pieces. */
public final class Replies {
    private Replies() {}

    /** A reply that hands its body out in pieces of this size. */
    public static Reply of(int status, Map<String, String> headers, byte[] body, int size) {
        return new Reply() {
            private int position;

            @Override
            public int status() {
                return status;
            }

            @Override
            public Map<String, String> headers() {
                return headers;
            }

            @Override
            public int read(byte[] buffer) {
                int n = Math.min(Math.min(size, buffer.length), body.length - position);
                if (n == 0) {
                    return -1;
                }
                System.arraycopy(body, position, buffer, 0, n);
                position += n;
                return n;
            }

            @Override
            public void close() {}
        };
    }

    public static Reply of(String body) {
        return of(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), 7);
    }

    public static Reply error(int status, String body) {
        return of(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), 100);
    }

    public static String text(Reply reply) throws IOException {
        return new String(reply.readAtMost(1 << 24), StandardCharsets.UTF_8);
    }
}
