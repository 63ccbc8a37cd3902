package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.upstream.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadBufferTest {
    @Test
    void staysSmallForSmallPieces() throws IOException {
        var buffer = new ReadBuffer(reply(new byte[4_000], 100));
        while (buffer.read() >= 0) {
            assertThat(buffer.length()).isEqualTo(100);
        }
        assertThat(buffer.bytes()).hasSizeLessThan(2_000);
    }

    @Test
    void growsForWhoeverSendsMoreAtOnceAndLosesNothing() throws IOException {
        var sent = new byte[100_000];
        new Random(1).nextBytes(sent);
        var buffer = new ReadBuffer(reply(sent, Integer.MAX_VALUE));
        var taken = new ByteArrayOutputStream();
        int reads = 0;
        for (int n = buffer.read(); n >= 0; n = buffer.read()) {
            taken.write(buffer.bytes(), 0, n);
            reads++;
        }
        assertThat(taken.toByteArray()).isEqualTo(sent);
        assertThat(reads).isLessThan(20);
        assertThat(buffer.length()).isNegative();
    }

    private static Reply reply(byte[] body, int atMost) {
        InputStream stream = new ByteArrayInputStream(body);
        return new Reply() {
            @Override
            public int status() {
                return 200;
            }

            @Override
            public Map<String, String> headers() {
                return Map.of();
            }

            @Override
            public int read(byte[] buffer) throws IOException {
                return stream.read(buffer, 0, Math.min(atMost, buffer.length));
            }

            @Override
            public void close() {}
        };
    }
}
