package dev.signalbox.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.StreamForm;
import dev.signalbox.wire.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded exchanges, one a folder: the client's {@code request.json}, what the provider is {@code sent.json}, its
 * {@code provider.sse}, the {@code events.txt} it means, and what the client gets, {@code client.sse} or {@code client.json}.
 */
class OpenAiGoldenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parallel-calls",
                "thinking-then-text",
                "late-ids-and-names",
                "error-in-stream",
                "cut-in-a-call",
                "done-without-reason",
                "refusal-and-logprobs"
            })
    void carriesAnExchange(String name) {
        var request = new OpenAiClientProtocol().readRequest(bytes(name, "request.json"), "", false);
        var provider = new OpenAiProviderProtocol();
        var sent = provider.writeRequest(request, ModelProfile.unknown("model-x"));
        var events = Streams.events(provider, sent, bytes(name, "provider.sse"), 5);

        assertThat(Json.parse(sent.body())).isEqualTo(Json.parse(bytes(name, "sent.json")));
        assertThat(sent.losses()).isEmpty();
        assertThat(events.stream().map(Object::toString).collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(text(name, "events.txt"));
        assertThat(new String(Streams.written(writer(request), events), StandardCharsets.UTF_8))
                .isEqualTo(text(name, "client.sse"));
        if (events.getLast() instanceof ChatEvent.Finished) {
            assertThat(Json.parse(writer(request).whole(ChatAnswer.of(events))))
                    .isEqualTo(Json.parse(bytes(name, "client.json")));
        }
    }

    private static OpenAiAnswerWriter writer(ChatRequest request) {
        return new OpenAiAnswerWriter(new AnswerContext(request, "req-1", Instant.ofEpochSecond(1), StreamForm.SSE));
    }

    private static String text(String name, String file) {
        return new String(bytes(name, file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name, String file) {
        try (InputStream in = OpenAiGoldenTest.class.getResourceAsStream(path(name, file))) {
            return Objects.requireNonNull(in, () -> path(name, file)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(String name, String file) {
        return "/wire/openai/" + name + "/" + file;
    }
}
