package dev.signalbox.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What a provider replied: status and headers at once, the body as it arrives. Closing before the end of the body drops the
 * connection, so that the provider stops generating.
 */
public interface Reply extends AutoCloseable {
    int status();

    /** First value of each response header, names in lower case. */
    Map<String, String> headers();

    /** Reads at least one byte; -1 at the end of the body. */
    int read(byte[] buffer) throws IOException;

    @Override
    void close();

    /** At most {@code limit} bytes of what is left; the rest is left unread. */
    default byte[] readAtMost(int limit) throws IOException {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return Reply.this.read(one) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                var chunk = new byte[Math.min(length, 65_536)];
                int n = Reply.this.read(chunk);
                if (n > 0) {
                    System.arraycopy(chunk, 0, target, offset, n);
                }
                return n;
            }
        }.readNBytes(limit);
    }
}
