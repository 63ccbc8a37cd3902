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

    /** Says the same for as long as somebody reads. */
    public static final class Endless implements Reply {
        private byte[] says;
        private long sent;

        public Endless(byte[] says) {
            this.says = says.clone();
        }

        /** Says something else from now on. */
        public void says(byte[] next) {
            says = next.clone();
        }

        /** Bytes that were read. */
        public long sent() {
            return sent;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public int read(byte[] buffer) {
            int at = (int) (sent % says.length);
            int n = Math.min(buffer.length, says.length - at);
            System.arraycopy(says, at, buffer, 0, n);
            sent += n;
            return n;
        }

        @Override
        public void close() {}
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
