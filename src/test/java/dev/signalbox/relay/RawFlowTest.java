package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Passage;
import dev.signalbox.wire.StreamForm;
import dev.signalbox.wire.TestCodecs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawFlowTest {
    private static final String CHUNK =
            "data: {\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüße\"},\"finish_reason\":null}]}\n\n";
    private static final String END =
            "data: {\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String MESSAGE = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","model":"m","content":[],"usage":{"input_tokens":7}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

        """;
    private static final String RESPONSE = """
        event: response.created
        data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"m"}}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","sequence_number":6,"item_id":"i","delta":"Hi"}

        """;

    private static RawFlow flow(Protocol protocol) {
        boolean typed = protocol == Protocol.ANTHROPIC_MESSAGES || protocol == Protocol.OPENAI_RESPONSES;
        var form = protocol == Protocol.OLLAMA ? StreamForm.NDJSON : StreamForm.SSE;
        var request = ChatRequest.of(protocol, "m", List.of()).withStream(true);
        return new RawFlow(
                form,
                TestCodecs.provider(protocol).answerReader(EncodedRequest.of(new byte[0])),
                TestCodecs.client(protocol).answerWriter(new AnswerContext(request, "req_1", Instant.EPOCH, form)),
                new Passage.AsIs(),
                typed);
    }

    /** What the client gets of these bytes in pieces of this size, to the end. */
    private static String passed(RawFlow flow, String stream, int size) {
        var out = new ByteArrayOutputStream();
        var bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += size) {
            var piece = java.util.Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size));
            out.writeBytes(flow.take(piece, piece.length));
        }
        out.writeBytes(flow.end());
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 10_000})
    void leavesEveryByteOfAProperStreamAsItIs(int size) {
        for (var done : List.of("data: [DONE]\n\n", "data: [DONE]", "data: [DONE]\n: bye\n\n\n")) {
            var stream = "\uFEFF: hello\n\n\r\n" + CHUNK + CHUNK.replace("\n", "\r\n") + CHUNK.replace("\n", "\r") + END
                    + done;
            assertThat(passed(flow(Protocol.OPENAI_CHAT), stream, size)).isEqualTo(stream);
        }
    }

    @Test
    void handsOutAnEventAsSoonAsItIsThere() {
        var flow = flow(Protocol.OPENAI_CHAT);
        for (var chunk : List.of(CHUNK, CHUNK.replace("\n", "\r\n"), CHUNK.replace("\n", "\r"))) {
            var bytes = chunk.getBytes(StandardCharsets.UTF_8);
            assertThat(flow.take(bytes, bytes.length)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void keepsHalfAnEventToItself(int size) {
        var told = passed(flow(Protocol.OPENAI_CHAT), CHUNK + CHUNK.substring(0, 30), size);

        assertThat(told).startsWith(CHUNK).hasSizeLessThan(CHUNK.length() + 250);
        assertThat(told.substring(CHUNK.length()))
                .startsWith("data: {\"error\":{")
                .doesNotContain("choices");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void tellsOfWhatIsNoEventInsteadOfPassingIt(int size) {
        for (var garbage : List.of("data: {broken\n\n", "data: null\n\n", "data: oops\n\n")) {
            var told = passed(flow(Protocol.OPENAI_CHAT), CHUNK + garbage + CHUNK + END, size);

            assertThat(told).startsWith(CHUNK + "data: {\"error\":{");
            assertThat(told.split("data: ", -1)).as(told).hasSize(3);
        }
    }

    @Test
    void tellsOfAnErrorInAnotherProtocolsWords() {
        var told = passed(
                flow(Protocol.ANTHROPIC_MESSAGES), MESSAGE + "data: {\"error\":{\"message\":\"boom\"}}\n\n", 10_000);

        assertThat(told)
                .startsWith(MESSAGE + "event: error\n")
                .contains("\"type\":\"error\"", "boom")
                .doesNotContain("data: {\"error\":{");
    }

    @Test
    void leavesTheProvidersOwnErrorAsItIs() {
        var error =
                "event: error\ndata: {\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"m\"}}\n\n";

        assertThat(passed(flow(Protocol.ANTHROPIC_MESSAGES), MESSAGE + error, 10_000))
                .isEqualTo(MESSAGE + error);
    }

    @Test
    void startsNoSecondMessageToTellThatTheFirstBrokeOff() {
        var told = passed(flow(Protocol.ANTHROPIC_MESSAGES), MESSAGE, 10_000);

        assertThat(told).startsWith(MESSAGE + "event: error\ndata: {\"type\":\"error\"");
        assertThat(told.split("\"message_start\"", -1)).hasSize(2);
    }

    @Test
    void numbersTheFailureOfAResponseBehindWhatWasTold() {
        var told = passed(flow(Protocol.OPENAI_RESPONSES), RESPONSE, 10_000);

        assertThat(told)
                .startsWith(RESPONSE + "event: response.failed\n")
                .contains("\"sequence_number\":7", "\"id\":\"resp_1\"");
    }

    @Test
    void endsOllamasLinesWithOneOfItsOwn() {
        var line = "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"done\":false}\n";

        var told = passed(flow(Protocol.OLLAMA), line + line.substring(0, 20), 10_000);

        assertThat(told).startsWith(line + "{\"error\":").endsWith("}\n");
        assertThat(told.strip().split("\n", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void takesAnObjectForCompleteWithoutTheEndOfItsLine(int size) {
        var line = "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"done\":true}";

        assertThat(passed(flow(Protocol.OLLAMA), line, size)).isEqualTo(line);
        var flow = flow(Protocol.OLLAMA);
        assertThat(flow.take(line.getBytes(StandardCharsets.UTF_8), line.length()))
                .hasSize(line.length());
        assertThat(flow.track().finish()).isNotNull();
    }

    @Test
    void tellsAFailureOfOursOnce() {
        var flow = flow(Protocol.ANTHROPIC_MESSAGES);
        var bytes = MESSAGE.getBytes(StandardCharsets.UTF_8);
        flow.take(bytes, bytes.length);
        var failure = Failure.of(Failure.Kind.OVERLOADED, 502, "too long");

        assertThat(new String(flow.fail(failure), StandardCharsets.UTF_8))
                .startsWith("event: error\n")
                .contains("too long");
        assertThat(flow.fail(failure)).isEmpty();
        assertThat(flow.take(bytes, bytes.length)).isEmpty();
        assertThat(flow.end()).isEmpty();
        assertThat(flow.track().failure()).isEqualTo(failure);
    }
}
