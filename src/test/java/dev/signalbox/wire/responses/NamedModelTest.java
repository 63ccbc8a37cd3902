package dev.signalbox.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedModelTest {
    private static final String CREATED = """
        : hi

        event: response.created
        data: {"type":"response.created","response":{ "id":"r","model":"m"}}

        """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 4096})
    void leavesAValidStreamAlone(int piece) {
        var stream = CREATED + "data: {\"type\":\"response.in_progress\",\"response\":{}}\r\n\r\ndata: {\"half";

        assertThat(passed(stream, piece)).isEqualTo(stream);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 4096})
    void namesTheModelWhereTheProviderDoesNot(int piece) {
        var stream = """
            data: {"type":"response.created","response":{"id" : 1e400}}\r
            \r
            data: {"type":"response.output_text.delta","delta":"\\u00e9"}

            data: {"x":{"response":{}},"response":{ }, "type":"response.completed"}

            data: cut\
            """;

        assertThat(passed(stream, piece))
                .isEqualTo(stream.replace("{\"id\" : 1e400}", "{\"model\":\"a\\\"b\",\"id\" : 1e400}")
                        .replace("{ }", "{\"model\":\"a\\\"b\" }"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "data: {\n\n", "data: []\n\n", "data: {\"response\":[]}\n\n", "\r\r\r\n\n\n"})
    void leavesWhatItDoesNotUnderstandAlone(String stream) {
        assertThat(passed(stream, 3)).isEqualTo(stream);
    }

    private static String passed(String stream, int piece) {
        var passage = new NamedModel("a\"b");
        var out = new ByteArrayOutputStream();
        var bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            var part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            out.writeBytes(passage.pass(part, part.length));
        }
        out.writeBytes(passage.end());
        return out.toString(StandardCharsets.UTF_8);
    }
}
