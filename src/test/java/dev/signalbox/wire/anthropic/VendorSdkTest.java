package dev.signalbox.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.SampleRequests;
import dev.signalbox.wire.StreamForm;
import dev.signalbox.wire.Streams;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vendor's own SDK, which checks every required field, reads what is written here. */
class VendorSdkTest {

    @Test
    void acceptsStreams() throws IOException {
        var accumulator = MessageAccumulator.create();
        for (var frame : Streams.frames(StreamForm.SSE, Streams.written(writer(), events()), 4096)) {
            var event = ObjectMappers.jsonMapper().readValue(frame.data(), RawMessageStreamEvent.class);
            accumulator.accumulate(event.validate());
        }

        var message = accumulator.message().validate();
        assertThat(message.content()).hasSize(5);
        assertThat(message.content().getFirst().asThinking().signature()).isEqualTo("EroBCkYIBRgCKkA=");
        assertThat(message.content().get(3).asToolUse().id()).isEqualTo("toolu_01");
        assertThat(message.usage().outputTokens()).isEqualTo(97);
        assertThat(message.usage().cacheReadInputTokens()).hasValue(22000L);
    }

    @Test
    void acceptsDocuments() throws IOException {
        var document = writer().whole(ChatAnswer.of(events()));

        var message =
                ObjectMappers.jsonMapper().readValue(document, Message.class).validate();

        assertThat(message.content()).hasSize(5);
        assertThat(message.usage().inputTokens()).isEqualTo(17);
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "ANTHROPIC_MESSAGES")
    void acceptsRequests(Protocol origin) throws IOException {
        for (var request : SampleRequests.of(origin)) {
            var sent = new AnthropicProviderProtocol().writeRequest(request, ModelProfile.unknown("claude-x"));

            ObjectMappers.jsonMapper()
                    .readValue(sent.body(), MessageCreateParams.Body.class)
                    .validate();
        }
    }

    private static List<ChatEvent> events() {
        return Streams.events(
                new AnthropicProviderProtocol(),
                EncodedRequest.of(new byte[] {'{', '}'}),
                Samples.bytes("thinking-and-tools/stream.sse"),
                4096);
    }

    private static AnswerWriter writer() {
        var request = new AnthropicClientProtocol().readRequest(Samples.bytes("requests/plain.json"), "", true);
        return new AnthropicClientProtocol()
                .answerWriter(new AnswerContext(request, "req-1", Instant.EPOCH, StreamForm.SSE));
    }
}
