package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    /** Messages of the test vectors that AWS publishes with the format: no headers and no payload, and a payload alone. */
    private static final String EMPTY = "000000100000000005c248eb7d98c8ff";

    private static final String PAYLOAD = "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936";

    private static final class Telling implements EventStream.Events {
        @Override
        public byte[] event(String type, byte[] payload) {
            return (type + "=" + new String(payload, StandardCharsets.UTF_8) + ";").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] exception(String type, byte[] payload) {
            return ("!" + type + "=" + new String(payload, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] end() {
            return "end".getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A message, put together here byte by byte. */
    static byte[] message(Map<String, String> headers, String payload) {
        var head = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            head.write(name.length());
            head.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            head.write(7);
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            head.write(bytes.length >> 8);
            head.write(bytes.length);
            head.writeBytes(bytes);
        });
        var body = payload.getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(16 + head.size() + body.length);
        out.putInt(out.capacity()).putInt(head.size());
        out.putInt(sum(out.array(), 8));
        out.put(head.toByteArray()).put(body);
        out.putInt(sum(out.array(), out.position()));
        return out.array();
    }

    private static int sum(byte[] bytes, int length) {
        var sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private static Reply reply(byte[] stream, int size) {
        return new TransformedReply(
                Replies.of(200, Map.of(), stream, size), new EventStream(new Telling()), "text/event-stream");
    }

    private static byte[] two() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(message(Map.of(":message-type", "event", ":event-type", "a"), "{\"x\":1}"));
        out.writeBytes(message(Map.of(":message-type", "event", ":event-type", "b"), "é"));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {EMPTY, PAYLOAD})
    void readsThePublishedVectors(String hex) throws IOException {
        assertThat(Replies.text(reply(HexFormat.of().parseHex(hex), 5))).endsWith(";end");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 11, 16, 1000})
    void readsMessagesHoweverTheyAreCut(int size) throws IOException {
        assertThat(Replies.text(reply(two(), size))).isEqualTo("a={\"x\":1};b=é;end");
    }

    @Test
    void tellsExceptionsAndErrorsApartFromEvents() throws IOException {
        var exception = message(
                Map.of(":message-type", "exception", ":exception-type", "throttlingException"),
                "{\"message\":\"slow\"}");
        var error = message(
                Map.of(":message-type", "error", ":error-code", "InternalError", ":error-message", "broken"), "");

        assertThat(Replies.text(reply(exception, 9))).isEqualTo("!throttlingException={\"message\":\"slow\"}end");
        assertThat(Replies.text(reply(error, 9))).isEqualTo("!InternalError=brokenend");
    }

    @Test
    void noticesEveryDamagedByte() {
        var whole = two();
        for (int i = 0; i < whole.length; i++) {
            var damaged = whole.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> Replies.text(reply(damaged, 1000)))
                    .as("byte %d", i)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void noticesWhereAStreamEndsWithinAMessage() {
        var whole = two();
        int boundary = message(Map.of(":message-type", "event", ":event-type", "a"), "{\"x\":1}").length;
        for (int i = 1; i < whole.length; i++) {
            var cut = java.util.Arrays.copyOf(whole, i);
            if (i != boundary) {
                assertThatThrownBy(() -> Replies.text(reply(cut, 6)))
                        .as("%d bytes", i)
                        .isInstanceOf(IOException.class);
            }
        }
    }
}
