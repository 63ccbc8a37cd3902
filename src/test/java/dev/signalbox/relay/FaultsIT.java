package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every client at every provider whose streams are odd or broken: what the client gets is always a stream of its own protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    /** What says all that it should say, in an odd way. */
    private static final Set<Behaviour> ODD = EnumSet.of(
            Behaviour.DOCUMENT,
            Behaviour.STREAM,
            Behaviour.CRLF,
            Behaviour.BOM,
            Behaviour.COMMENTS,
            Behaviour.MULTI_LINE,
            Behaviour.SPLIT,
            Behaviour.REPEAT,
            Behaviour.GZIP);

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Lanes lanes = new Lanes();

    @AfterAll
    void stop() {
        lanes.close();
    }

    static Stream<Arguments> oddities() {
        return ODD.stream().flatMap(b -> Arrays.stream(Protocol.values()).map(client -> Arguments.of(b, client)));
    }

    @ParameterizedTest(name = "{0}, {1} client")
    @MethodSource("oddities")
    void understandsOddStreams(Behaviour behaviour, Protocol client) {
        for (var provider : Protocol.values()) {
            var model = lanes.model(provider, behaviour);

            var streamed = lanes.ask(client, model, true);
            var whole = lanes.ask(client, model, false);

            var text = Lanes.text(streamed);
            assertThat(streamed.statusCode()).as("%s: %s", provider, text).isEqualTo(200);
            assertThat(text).as("%s", provider).contains("Grüße");
            boolean repeats = behaviour == Behaviour.REPEAT;
            // Gemini marks no end, so that what comes after the finish reason still counts
            if (!repeats || (client != provider && provider != Protocol.GEMINI)) {
                assertThat(text.split("Grüße", -1)).as("said by %s", provider).hasSizeBetween(2, timesSaid(client));
            }
            var events = plain(text);
            assertThat(ClientCall.of(client).endsWell(events))
                    .as("%s ends %s", provider, events)
                    .isTrue();
            assertThat(whole.statusCode())
                    .as("%s: %s", provider, Lanes.text(whole))
                    .isEqualTo(200);
            assertThat(Lanes.text(whole)).as("%s", provider).contains("Grüße");
        }
    }

    /** Responses events repeat what was said in the events that close a part, an item and the response. */
    private static int timesSaid(Protocol client) {
        return client == Protocol.OPENAI_RESPONSES ? 6 : 2;
    }

    /** Without what a provider of the same protocol put between the lines, and which passes. */
    private static String plain(String stream) {
        var plain = stream.replace("\uFEFF", "").replace("\r\n", "\n");
        return plain.replaceAll("\n(data: )?(?=\")", "");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void tellsAnErrorInsideAStreamAsOne(Protocol client) {
        for (var provider : Protocol.values()) {
            var answer = lanes.ask(client, lanes.model(provider, Behaviour.ERROR_EVENT), true);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(ClientCall.of(client).endsInFailure(Lanes.text(answer)))
                    .as("%s ends %s", provider, Lanes.text(answer))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"ANSWER", "CRLF", "SPLIT", "DOCUMENT"})
    void answersOneArrayToGeminiClientsThatAskForIt(Behaviour behaviour) throws IOException {
        for (var provider : Protocol.values()) {
            var model = lanes.model(provider, behaviour);
            var body = ClientCall.of(Protocol.GEMINI).body(model, "Grüße", true);

            var answer = Gateway.running().call("/v1beta/models/" + model + ":streamGenerateContent", body);

            assertThat(answer.statusCode()).isEqualTo(200);
            var array = STRICT.readTree(answer.body());
            assertThat(array.isArray()).as("%s: %s", provider, array).isTrue();
            assertThat(array.toString()).as("%s", provider).contains("Grüße", "STOP");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"CUT_LATE", "ERROR_EVENT"})
    void endsAnArrayOfGeminisWithTheError(Behaviour behaviour) {
        for (var provider : Protocol.values()) {
            var model = lanes.model(provider, behaviour);
            var body = ClientCall.of(Protocol.GEMINI).body(model, "Grüße", true);

            var answer = Gateway.running().call("/v1beta/models/" + model + ":streamGenerateContent", body);

            assertThat(answer.statusCode()).isEqualTo(200);
            var array = Gateway.json(answer);
            assertThat(array.isArray()).as("%s: %s", provider, array).isTrue();
            assertThat(array.size()).as("%s", provider).isGreaterThan(1);
            assertThat(array.get(array.size() - 1).at("/error/code").asInt())
                    .as("%s: %s", provider, array)
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"CUT_LATE", "ERROR_EVENT"})
    void keepsWhatFailedAfterAnAnswerHadBegun(Behaviour behaviour) {
        var gateway = Gateway.running();
        for (var provider : Protocol.values()) {
            var model = lanes.model(provider, behaviour);

            var logged = gateway.logged(lanes.ask(Protocol.ANTHROPIC_MESSAGES, model, true));

            assertThat(logged.path("status").asText()).isEqualTo("failed");
            var attempt = logged.at("/attempts/0");
            var failure = attempt.path("failure").asText();
            assertThat(failure).as("%s", logged).isIn("overloaded", "client_fault");
            assertThat(attempt.path("status").asInt()).as("%s", logged).isGreaterThanOrEqualTo(400);
            assertThat(attempt.path("message").asText()).as("%s", logged).isNotBlank();
            assertThat(logged.at("/candidates/0/decision").asText()).isEqualTo("failed");
            assertThat(logged.at("/candidates/0/reason").asText()).startsWith(failure + " after the answer had begun");
            assertThat(gateway.manage("GET", "/api/cooldowns", null, 200)
                            .toString()
                            .contains(Lanes.bare(model)))
                    .as("a client's own fault rests nobody")
                    .isEqualTo(failure.equals("overloaded"));
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void takesTenMegabytesInOnePiece(Protocol provider) {
        for (var client : EnumSet.of(provider, Protocol.ANTHROPIC_MESSAGES, Protocol.GEMINI)) {
            var answer = lanes.ask(client, lanes.model(provider, Behaviour.LONG_LINE), true);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSizeGreaterThan(10 << 20);
            assertThat(ClientCall.of(client).endsWell(Lanes.text(answer)))
                    .as("%s at %s", client, provider)
                    .isTrue();
        }
    }
}
