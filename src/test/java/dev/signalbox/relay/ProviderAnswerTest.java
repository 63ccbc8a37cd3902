package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Role;
import dev.signalbox.upstream.Replies;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Passage;
import dev.signalbox.wire.StreamForm;
import dev.signalbox.wire.TestCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider that goes on and on without saying anything costs no more memory than an answer may. */
class ProviderAnswerTest {
    private static final byte[] COMMENTS =
            ": still here, and here too\n\n".repeat(500).getBytes(StandardCharsets.UTF_8);

    private final Replies.Endless reply = new Replies.Endless(COMMENTS);
    private final ProviderAnswer answer = new ProviderAnswer(
            reply, TestCodecs.provider(Protocol.OPENAI_CHAT).answerReader(EncodedRequest.of(new byte[0])));

    @Test
    void endsAnEndlessPreludeOfAStreamThatPasses() {
        var protocol = Protocol.OPENAI_CHAT;
        var request = ChatRequest.of(protocol, "m", List.of(Message.of(Role.USER, Part.Text.of("Hello"))));
        var writer = TestCodecs.client(protocol)
                .answerWriter(new AnswerContext(request, "req_1", Instant.EPOCH, StreamForm.SSE));
        var flow = new RawFlow(StreamForm.SSE, answer.reader(), writer, new Passage.AsIs(), false);

        assertThat(answer.begin(StreamForm.SSE, true)).isEqualTo(ProviderAnswer.Layout.STREAM);
        assertThatThrownBy(() -> answer.untilMeaningful(flow)).satisfies(ProviderAnswerTest::isOverload);
        assertThat(reply.sent()).isLessThan(40 << 20);
    }

    @Test
    void endsAnEndlessStreamWhereADocumentWasAsked() {
        assertThat(answer.begin(StreamForm.SSE, false)).isEqualTo(ProviderAnswer.Layout.STREAM);
        assertThatThrownBy(() -> answer.collect(StreamForm.SSE)).satisfies(ProviderAnswerTest::isOverload);
        assertThat(reply.sent()).isLessThan(70 << 20);
    }

    @Test
    void endsAnEndlessTextWhereADocumentWasAsked() {
        reply.says(("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(10_000) + "\"}}]}\n\n")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(answer.begin(StreamForm.SSE, false)).isEqualTo(ProviderAnswer.Layout.STREAM);
        assertThatThrownBy(() -> answer.collect(StreamForm.SSE)).satisfies(ProviderAnswerTest::isOverload);
        assertThat(reply.sent()).isLessThan(10 << 20);
    }

    @Test
    void endsADocumentThatNoModelWrites() {
        var text = "x".repeat(9 << 20);
        var document = "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"finish_reason\":\"stop\"}]}";

        assertThatThrownBy(() -> answer.parse(document.getBytes(StandardCharsets.UTF_8)))
                .satisfies(ProviderAnswerTest::isOverload);
    }

    private static void isOverload(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.OVERLOADED);
            assertThat(e.failure().status()).isEqualTo(502);
        });
    }
}
