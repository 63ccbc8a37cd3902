package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnzippedTest {
    private static final byte[] TEXT = "data: {\"a\":1}\n\n".repeat(2000).getBytes(StandardCharsets.UTF_8);

    @Test
    void leavesWhatIsPlainAlone() throws IOException {
        assertThat(read(TEXT)).isEqualTo(TEXT);
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {0x1f})).containsExactly(0x1f);
        assertThat(read(new byte[] {0x1f, 0x20, 0x30})).containsExactly(0x1f, 0x20, 0x30);
    }

    @Test
    void takesOffWhatWasZippedOnceOrTwice() throws IOException {
        assertThat(read(zipped(TEXT))).isEqualTo(TEXT);
        assertThat(read(zipped(zipped(TEXT)))).isEqualTo(TEXT);
    }

    @Test
    void handsOutWhatHasArrived() throws IOException {
        var pipe = new PipedOutputStream();
        try (var body = new Unzipped(new PipedInputStream(pipe));
                var zip = new GZIPOutputStream(pipe, 512, true)) {
            zip.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            zip.flush();
            var buffer = new byte[100];

            int n = body.read(buffer);

            assertThat(new String(buffer, 0, n, StandardCharsets.UTF_8)).isEqualTo("data: first\n\n");
        }
    }

    @Test
    void doesNotTakeACutBodyForAWholeOne() throws IOException {
        var zipped = zipped(TEXT);

        assertThatThrownBy(() -> read(Arrays.copyOf(zipped, zipped.length / 2))).isInstanceOf(EOFException.class);
    }

    private static byte[] read(byte[] body) throws IOException {
        try (InputStream plain = new Unzipped(new ByteArrayInputStream(body))) {
            return plain.readAllBytes();
        }
    }

    private static byte[] zipped(byte[] text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(text);
        }
        return out.toByteArray();
    }
}
