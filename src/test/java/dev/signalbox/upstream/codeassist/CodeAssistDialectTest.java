package dev.signalbox.upstream.codeassist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Calls;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Replies;
import dev.signalbox.upstream.UpstreamCall;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeAssistDialectTest {
    private final CodeAssistDialect dialect = new CodeAssistDialect();

    private static UpstreamCall call(Operation operation, String body, Map<String, String> details) {
        return Calls.of(
                Protocol.GEMINI,
                operation,
                "https://cloudcode-pa.googleapis.com",
                "m-1",
                Map.of(),
                body,
                Calls.token("t", details));
    }

    @Test
    void putsTheBodyIntoTheEnvelopeAsItIs() {
        var body = "{ \"contents\" : [ ],\"x\":1.50 }";

        var sent = dialect.write(call(Operation.STREAM, body, Map.of("projectId", "p\"1")));

        assertThat(sent.uri())
                .hasToString("https://cloudcode-pa.googleapis.com/v1internal:streamGenerateContent?alt=sse");
        assertThat(Calls.body(sent)).isEqualTo("{\"model\":\"m-1\",\"project\":\"p\\\"1\",\"request\":" + body + "}");
    }

    @Test
    void takesTheAnswersOut() throws IOException {
        var call = call(Operation.STREAM, "{}", Map.of());
        var whole = call(Operation.GENERATE, "{}", Map.of());
        var stream =
                "data: {\"response\": { \"a\":1.0 },\"traceId\":\"t\"}\r\n\r\ndata: {\"error\":{\"code\":429}}\r\n\r\n";

        assertThat(Replies.text(dialect.read(call, Replies.of(stream))))
                .isEqualTo("data: { \"a\":1.0 }\n\ndata: {\"error\":{\"code\":429}}\n\n");
        assertThat(Replies.text(dialect.read(whole, Replies.of("{\"traceId\":\"t\",\"response\":{\"a\" : 2}}"))))
                .isEqualTo("{\"a\" : 2}");
        assertThat(Replies.text(dialect.read(whole, Replies.of("no JSON")))).isEqualTo("no JSON");
        assertThat(Replies.text(dialect.read(whole, Replies.error(403, "{\"error\":{}}"))))
                .isEqualTo("{\"error\":{}}");
    }

    @Test
    void countsTheContents() {
        var plain = call(Operation.COUNT_TOKENS, "{\"contents\":[1]}", Map.of());
        var nested = call(
                Operation.COUNT_TOKENS, "{\"generateContentRequest\":{\"model\":\"x\",\"contents\":[2]}}", Map.of());

        assertThat(Calls.body(dialect.write(plain)))
                .isEqualTo("{\"request\":{\"model\":\"models/m-1\",\"contents\":[1]}}");
        assertThat(Calls.body(dialect.write(nested)))
                .isEqualTo("{\"request\":{\"model\":\"models/m-1\",\"contents\":[2]}}");
    }

    @Test
    void asksForASignInWithoutAProject() {
        assertThatThrownBy(() -> dialect.write(call(Operation.GENERATE, "{}", Map.of())))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        refused -> assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.UNAUTHORIZED));
    }
}
