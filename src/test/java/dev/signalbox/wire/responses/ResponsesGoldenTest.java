package dev.signalbox.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SampleRequests;
import dev.signalbox.wire.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and streams as files, beside what they must become. */
class ResponsesGoldenTest {

    private static String file(String path) throws IOException {
        try (var in = ResponsesGoldenTest.class.getResourceAsStream("/wire/responses/" + path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String lines(ChatRequest request) {
        return request.messages().stream().map(m -> m + "\n").collect(Collectors.joining())
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

    private static String pretty(EncodedRequest request) {
        return Json.request(request.body()).toPrettyString() + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex-turn", "media-and-tools"})
    void readsRequestsAndWritesThemBack(String name) throws IOException {
        var request = ResponsesRequestReader.read(file(name + "/request.json").getBytes(StandardCharsets.UTF_8));
        var encoded = new ResponsesRequestWriter(request, ModelProfile.unknown("gpt-x")).write();

        assertThat(lines(request)).isEqualTo(file(name + "/canonical.txt"));
        assertThat(pretty(encoded)).isEqualTo(file(name + "/responses.json"));
        assertThat(encoded.losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ANTHROPIC_MESSAGES, from-anthropic", "GEMINI, from-gemini", "OPENAI_CHAT, from-openai"})
    void writesOtherClientsConversations(Protocol origin, String name) throws IOException {
        var conversation = SampleRequests.of(origin).get(3);
        var encoded = new ResponsesRequestWriter(conversation, ModelProfile.unknown("gpt-x")).write();

        assertThat(conversation.messages()).hasSizeGreaterThan(2);
        assertThat(pretty(encoded)).isEqualTo(file(name + "/responses.json"));
        assertThat(String.join("\n", encoded.losses()) + "\n").isEqualTo(file(name + "/losses.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking-search-and-calls", "cut", "failed"})
    void readsStreamsAndWritesThemBack(String name) throws IOException {
        var bytes = file(name + "/stream.sse").getBytes(StandardCharsets.UTF_8);
        var events =
                Streams.events(new ResponsesProviderProtocol(), EncodedRequest.of(new byte[0]), bytes, bytes.length);
        var request = Samples.read("{'model':'m','input':'hi','reasoning':{'summary':'auto'}}");
        var written = Streams.written(new ResponsesAnswerWriter(Samples.context(request)), events);

        assertThat(events.stream().map(e -> e + "\n").collect(Collectors.joining()))
                .isEqualTo(file(name + "/events.txt"));
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(file(name + "/client.sse"));
    }
}
