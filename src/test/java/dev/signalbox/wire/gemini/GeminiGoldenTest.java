package dev.signalbox.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SampleRequests;
import dev.signalbox.wire.StreamForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and streams as files, beside what they must become. */
class GeminiGoldenTest {

    private static String file(String path) throws IOException {
        try (var in = GeminiGoldenTest.class.getResourceAsStream("/wire/gemini/" + path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String lines(ChatRequest request) {
        return request.messages().stream().map(Object::toString).collect(Collectors.joining("\n")) + "\n"
                + request.tools().stream().map(t -> t + "\n").collect(Collectors.joining())
                + String.join(
                        "\n",
                        "choice " + request.toolChoice(),
                        "sampling " + request.sampling(),
                        "reasoning " + request.reasoning(),
                        "format " + request.format(),
                        "limits " + request.limits(),
                        "extras " + request.extras().other())
                + "\n";
    }

    private static String pretty(byte[] json) {
        return Json.request(json).toPrettyString() + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-turn", "media-and-config"})
    void readsRequestsAndWritesThemBack(String name) throws IOException {
        var request = GeminiRequestReader.read(
                file(name + "/request.json").getBytes(StandardCharsets.UTF_8), "gemini-3-pro", true);
        var encoded = GeminiRequestWriter.write(request, ModelProfile.unknown("gemini-3-pro"));

        assertThat(lines(request)).isEqualTo(file(name + "/canonical.txt"));
        assertThat(pretty(encoded.body())).isEqualTo(file(name + "/gemini.json"));
        assertThat(encoded.losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ANTHROPIC_MESSAGES, from-anthropic", "OPENAI_RESPONSES, from-responses", "OPENAI_CHAT, from-openai"})
    void writesOtherClientsConversations(Protocol origin, String name) throws IOException {
        var conversation = SampleRequests.of(origin).get(3);
        var encoded = GeminiRequestWriter.write(conversation, ModelProfile.unknown("gemini-3-pro"));

        assertThat(conversation.messages()).hasSizeGreaterThan(2);
        assertThat(pretty(encoded.body())).isEqualTo(file(name + "/gemini.json"));
        assertThat(String.join("\n", encoded.losses()) + "\n").isEqualTo(file(name + "/losses.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking-then-calls", "blocked", "cut"})
    void readsStreamsAndWritesThemBack(String name) throws IOException {
        var bytes = file(name + "/stream.sse").getBytes(StandardCharsets.UTF_8);
        var decoder = StreamForm.SSE.decoder();
        var frames = new ArrayList<Frame>(decoder.feed(bytes, 0, bytes.length));
        frames.addAll(decoder.end());
        var reader = new GeminiAnswerReader(EncodedRequest.of(new byte[0]));
        var events = new ArrayList<ChatEvent>();
        frames.forEach(f -> events.addAll(reader.read(f)));
        events.addAll(reader.end());

        assertThat(events.stream().map(e -> e + "\n").collect(Collectors.joining()))
                .isEqualTo(file(name + "/events.txt"));
        assertThat(written(events)).isEqualTo(file(name + "/client.sse"));
    }

    private static String written(List<ChatEvent> events) {
        var request = GeminiRequestReaderTest.read("{'contents':[{'parts':[{'text':'x'}]}],"
                + "'generationConfig':{'thinkingConfig':{'includeThoughts':true}}}");
        var writer = new GeminiAnswerWriter(new AnswerContext(request, "req", Instant.EPOCH, StreamForm.SSE));
        return events.stream()
                .map(e -> new String(writer.write(e), StandardCharsets.UTF_8))
                .collect(Collectors.joining())
                .replace("\r\n", "\n");
    }
}
