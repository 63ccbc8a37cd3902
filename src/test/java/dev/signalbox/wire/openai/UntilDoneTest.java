package dev.signalbox.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntilDoneTest {
    private static final String VALID = """
        \uFEFF: hi\r
        \r
        event: x\r
        data: {"id":"x","a":"[DONE]"}\r
        \r
        data: {"text":"data: [DONE]"}

        data: [DONE]\r
        \r
        : bye

        \r
        """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void leavesAValidStreamAlone(int piece) {
        assertThat(passed(VALID, piece)).isEqualTo(VALID);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void dropsWhatFollowsTheEnd(int piece) {
        var stream = "data: {\"id\":\"x\"}\n\ndata:[DONE] \n\ndata: {\"choices\":[],\"cost\":\"0\"}\n\n: c\nevent: e\n";

        assertThat(passed(stream, piece)).isEqualTo("data: {\"id\":\"x\"}\n\ndata:[DONE] \n\n: c\n");
    }

    @Test
    void holdsNothingBack() {
        var passage = new UntilDone();
        var bytes = bytes("data: {\"half\":");

        assertThat(passage.pass(bytes, bytes.length)).isEqualTo(bytes);
        assertThat(passage.end()).isEmpty();
    }

    private static String passed(String stream, int piece) {
        var passage = new UntilDone();
        var out = new ByteArrayOutputStream();
        var bytes = bytes(stream);
        for (int at = 0; at < bytes.length; at += piece) {
            var part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            out.writeBytes(passage.pass(part, part.length));
        }
        out.writeBytes(passage.end());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
