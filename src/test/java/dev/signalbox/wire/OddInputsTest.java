package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that fuzzing found, and odd ones besides, under {@code wire/fuzz/<reader>/<protocol>}; those under {@code any} are
 * given to every protocol. What is read is written too, in all protocols. Nothing but the declared exception may come of it.
 */
class OddInputsTest {
    private static final Path INPUTS = Path.of("src", "test", "resources", "wire", "fuzz");
    private static final List<String> READERS = List.of("request", "stream", "document", "error");

    static Stream<Arguments> inputs() throws IOException {
        var all = new ArrayList<Arguments>();
        for (var reader : READERS) {
            for (var protocol : Protocol.values()) {
                for (var folder : List.of("any", protocol.id())) {
                    files(INPUTS.resolve(reader).resolve(folder))
                            .forEach(file -> all.add(Arguments.of(reader, protocol, file)));
                }
            }
        }
        return all.stream();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @MethodSource("inputs")
    void readsAnythingOrRefusesIt(String reader, Protocol protocol, Path file) throws IOException {
        var input = Files.readAllBytes(file);
        assertThatCode(() -> {
                    try {
                        exercise(reader, protocol, input);
                    } catch (ChatException declared) {
                        assertThat(declared.failure().status()).isBetween(400, 599);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void hasInputsForEveryReader() throws IOException {
        for (var reader : READERS) {
            for (var protocol : Protocol.values()) {
                assertThat(files(INPUTS.resolve(reader).resolve(protocol.id())))
                        .as("%s of %s", reader, protocol)
                        .isNotEmpty();
            }
            assertThat(files(INPUTS.resolve(reader).resolve("any"))).as(reader).isNotEmpty();
        }
    }

    private static void exercise(String reader, Protocol protocol, byte[] input) {
        var provider = AllCodecs.provider(protocol);
        switch (reader) {
            case "request" -> request(protocol, input);
            case "stream" -> stream(provider, input);
            case "document" -> {
                var answer =
                        provider.answerReader(EncodedRequest.of(new byte[0])).whole(input);
                clients().forEach(client -> writer(client, provider).whole(answer));
            }
            case "error" -> {
                for (int status : new int[] {400, 401, 402, 404, 429, 500, 529, 700}) {
                    var failure = provider.readError(status, Map.of("retry-after", "x"), input);
                    clients().forEach(client -> client.error(failure));
                }
            }
            default -> throw new IllegalArgumentException(reader);
        }
    }

    private static void request(Protocol protocol, byte[] input) {
        var client = AllCodecs.client(protocol);
        RequestHead.of(input).withModel(input, "m");
        client.passable(input);
        var request = client.readRequest(input, protocol == Protocol.GEMINI ? "m" : "", true);
        for (var target : Protocol.values()) {
            try {
                AllCodecs.provider(target).writeRequest(request, ModelProfile.unknown("m"));
            } catch (ChatException declared) {
                assertThat(declared.failure().status()).isEqualTo(400);
            }
        }
    }

    private static void stream(ProviderProtocol provider, byte[] input) {
        var decoder = provider.streamForm().decoder();
        var reader = provider.answerReader(EncodedRequest.of(new byte[0]));
        var events = new ArrayList<ChatEvent>();
        decoder.feed(input, 0, input.length).forEach(f -> events.addAll(reader.read(f)));
        decoder.end().forEach(f -> events.addAll(reader.read(f)));
        events.addAll(reader.end());
        assertThat(events).isNotEmpty();
        if (events.getFirst() instanceof ChatEvent.Started) {
            clients().forEach(client -> {
                var writer = writer(client, provider);
                events.forEach(writer::write);
            });
        }
        var passage = provider.passage("m");
        passage.pass(input, input.length);
        passage.end();
    }

    private static Stream<ClientProtocol> clients() {
        return Arrays.stream(Protocol.values()).map(AllCodecs::client);
    }

    private static AnswerWriter writer(ClientProtocol client, ProviderProtocol provider) {
        var asked = ChatRequest.of(client.protocol(), "m", List.of()).withStream(true);
        return client.answerWriter(new AnswerContext(asked, "req_1", Instant.EPOCH, provider.streamForm()));
    }
}
