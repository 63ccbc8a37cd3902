package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.upstream.Replies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadBufferTest {
    @Test
    void staysSmallForSmallPieces() throws IOException {
        var buffer = new ReadBuffer(Replies.of(200, Map.of(), new byte[4_000], 100));
        while (buffer.read() >= 0) {
            assertThat(buffer.length()).isEqualTo(100);
        }
        assertThat(buffer.bytes()).hasSizeLessThan(2_000);
    }

    @Test
    void growsForWhoeverSendsMoreAtOnceAndLosesNothing() throws IOException {
        var sent = new byte[100_000];
        new Random(1).nextBytes(sent);
        var buffer = new ReadBuffer(Replies.of(200, Map.of(), sent, Integer.MAX_VALUE));
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
}
