package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodiesTest {
    private static final String BODY = "{\"text\":\"Grüße\"}";

    private interface Packing {
        OutputStream into(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packing packing) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packer = packing.into(out)) {
            packer.write(BODY.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String unpacked(byte[] body) throws IOException {
        return new String(
                RequestBodies.unpacked(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void unpacksWhatIsPacked() throws IOException {
        assertThat(unpacked(packed(GZIPOutputStream::new))).isEqualTo(BODY);
        assertThat(unpacked(packed(DeflaterOutputStream::new))).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", " ", "x", "xy{}", BODY})
    void leavesAloneWhatTheContainerHasUnpacked(String body) throws IOException {
        assertThat(unpacked(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(body);
    }
}
