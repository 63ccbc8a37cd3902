package dev.signalbox.wire.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.ReasoningCapability;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SampleRequests;
import dev.signalbox.wire.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and streams as files, beside what they must become. */
class ConverseGoldenTest {
    static final ModelProfile NOVA = new ModelProfile(
            "us.amazon.nova-2-lite-v1:0",
            new ReasoningCapability(List.of(Effort.LOW, Effort.MEDIUM, Effort.HIGH), null, null, true, false, false),
            64_000,
            Set.of(Quirk.NOVA_FIELDS, Quirk.CACHE_POINTS, Quirk.NO_JSON_SCHEMA));

    private static String file(String path) throws IOException {
        try (var in = ConverseGoldenTest.class.getResourceAsStream("/wire/converse/" + path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String request(Protocol origin) {
        var encoded = new ConverseProviderProtocol()
                .writeRequest(SampleRequests.of(origin).get(3), NOVA);
        return Json.request(encoded.body()).toPrettyString() + "\n\n" + String.join("\n", encoded.losses()) + "\n";
    }

    static String events(String stream) {
        var sent = EncodedRequest.of("{\"modelId\":\"us.amazon.nova-2-lite-v1:0\"}".getBytes(StandardCharsets.UTF_8));
        return Streams.events(new ConverseProviderProtocol(), sent, stream.getBytes(StandardCharsets.UTF_8), 100)
                .stream()
                .map(event -> event + "\n")
                .collect(Collectors.joining());
    }

    /** The body, and what it lacks of what was asked. */
    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC_MESSAGES, from-anthropic",
        "OPENAI_RESPONSES, from-responses",
        "OPENAI_CHAT, from-openai",
        "GEMINI, from-gemini",
        "OLLAMA, from-ollama",
    })
    void writesClientsConversations(Protocol origin, String name) throws IOException {
        assertThat(SampleRequests.of(origin).get(3).messages()).hasSizeGreaterThan(2);
        assertThat(request(origin)).isEqualTo(file(name + "/request.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thoughts-and-calls", "guarded", "redacted", "broken-off", "exception"})
    void readsStreams(String name) throws IOException {
        assertThat(events(file(name + "/stream.sse"))).isEqualTo(file(name + "/events.txt"));
    }
}
