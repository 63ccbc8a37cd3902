package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Eventually;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.gateway.Pace;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests on their way through the packaged gateway, byte by byte and attempt by attempt. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayIT {
    /** What the provider is promised. */
    private static final Duration LEAVING = Duration.ofSeconds(1);

    private final Gateway gateway = Gateway.running();
    private final Lanes lanes = new Lanes();

    @AfterAll
    void stop() {
        lanes.close();
    }

    static Stream<Arguments> protocolsAndForms() {
        return Arrays.stream(Protocol.values()).flatMap(p -> Stream.of(Arguments.of(p, false), Arguments.of(p, true)));
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("protocolsAndForms")
    void leavesTheBytesOfTheSameProtocolAlone(Protocol protocol, boolean stream) {
        var model = lanes.model(protocol, Behaviour.ANSWER);

        var answer = lanes.ask(protocol, model, stream);

        var received = lanes.provider(protocol).received(Lanes.bare(model)).getFirst();
        var expected = ClientCall.of(protocol).body(Lanes.bare(model), "Grüße", stream);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received.body()).asString().isEqualTo(expected);
        assertThat(sha256(answer.body())).isEqualTo(sha256(received.outcome().sent()));
        assertThat(answer.body()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("protocolsAndForms")
    void fallsBackUnseenPastWhoeverFailsBeforeTheFirstWord(Protocol client, boolean stream) {
        var limited = lanes.model(Protocol.OPENAI_CHAT, Behaviour.FAIL_429);
        var broken = lanes.model(Protocol.ANTHROPIC_MESSAGES, Behaviour.FAIL_500);
        var cut = lanes.model(Protocol.GEMINI, Behaviour.CUT_EARLY);
        var page = lanes.model(Protocol.OLLAMA, Behaviour.HTML);
        var good = lanes.model(Protocol.OPENAI_RESPONSES, Behaviour.ANSWER);

        var answer = lanes.ask(client, gateway.combo(limited, broken, cut, page, good), stream);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Lanes.text(answer)).contains("Grüße").doesNotContain("rate limit", "something broke", "error\":{");
        assertThat(answer.headers().firstValue("x-signalbox-route")).hasValue(good);
        assertThat(answer.headers().firstValue("x-signalbox-attempts")).hasValue("5");
        var logged = gateway.logged(answer);
        assertThat(logged.path("status").asText()).isEqualTo("succeeded");
        assertThat(routes(logged)).containsExactly(limited, broken, cut, page, good);
        assertThat(logged.at("/attempts/0/failure").asText()).isEqualToIgnoringCase("rate_limited");
        assertThat(logged.at("/attempts/0/status").asInt()).isEqualTo(429);
        assertThat(Stream.of(limited, broken, cut, page, good))
                .allSatisfy(model -> assertThat(received(model)).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void endsWithTheProtocolsErrorWhenTheProviderBreaksOffLater(Protocol client) {
        for (var provider : Protocol.values()) {
            var model = lanes.model(provider, Behaviour.CUT_LATE);
            var other = lanes.model(provider, Behaviour.ANSWER);

            var answer = lanes.ask(client, gateway.combo(model, other), true);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Lanes.text(answer)).contains("System: ").doesNotContain("Grüße");
            assertThat(ClientCall.of(client).endsInFailure(Lanes.text(answer)))
                    .as("%s to %s ends %s", client, provider, Lanes.text(answer))
                    .isTrue();
            assertThat(gateway.logged(answer).path("status").asText()).isEqualTo("failed");
            assertThat(received(other)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("protocolsAndForms")
    void tellsWhenToComeBackWhenAllAreLimited(Protocol client, boolean stream) {
        var model = lanes.model(Protocol.ANTHROPIC_MESSAGES, Behaviour.FAIL_429);

        var first = lanes.ask(client, model, stream);
        var second = lanes.ask(client, model, stream);

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("retry-after")).hasValue("77");
        assertThat(ClientCall.of(client).failure(Gateway.json(first), 429)).contains("rate limit reached");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 77L);
        assertThat(received(model))
                .as("a provider that named a time is left alone")
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("protocolsAndForms")
    void reportsWhatProvidersSayThatIsNoAnswer(Protocol client, boolean stream) {
        for (var behaviour :
                new Behaviour[] {Behaviour.GARBAGE, Behaviour.HTML, Behaviour.EMPTY, Behaviour.CUT_EARLY}) {
            var answer = lanes.ask(client, lanes.model(client, behaviour), stream);

            assertThat(answer.statusCode()).as("%s", behaviour).isEqualTo(502);
            assertThat(ClientCall.of(client).failure(Gateway.json(answer), 502))
                    .as("%s answered %s", behaviour, Lanes.text(answer))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void sendsTheAccountsCredentialsAndOfTheClientsHeadersThoseOfTheList(Protocol protocol) {
        var model = lanes.model(protocol, Behaviour.ANSWER);
        var call = ClientCall.of(protocol);
        var request = gateway.call(call.path(model, false))
                .POST(BodyPublishers.ofString(call.body(model, "Hello", false)))
                .header("x-api-key", gateway.key())
                .header("x-goog-api-key", gateway.key())
                .header("Cookie", "session=" + gateway.key())
                .header("Proxy-Authorization", "Basic " + gateway.key())
                .header("Keep-Alive", "timeout=5")
                .header("TE", "trailers")
                .header("Trailer", "Expires")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Of-Mine", "private")
                .header("Accept-Encoding", "br")
                .header("Anthropic-Version", "2023-01-01")
                .header("Anthropic-Beta", "one-2025-01-01")
                .header("anthropic-beta", "two-2025-01-01");

        var answer = gateway.send(request.build());

        assertThat(answer.statusCode()).isEqualTo(200);
        var sent =
                lanes.provider(protocol).received(Lanes.bare(model)).getFirst().headers();
        assertThat(sent.values()).noneMatch(v -> v.contains(gateway.key())).anyMatch(v -> v.contains("provider-key-"));
        assertThat(sent)
                .doesNotContainKeys("cookie", "proxy-authorization", "keep-alive", "te", "trailer", "x-forwarded-for")
                .doesNotContainKeys("x-of-mine", "x-signalbox-strict");
        assertThat(sent.getOrDefault("accept-encoding", "")).doesNotContain("br");
        if (protocol == Protocol.ANTHROPIC_MESSAGES) {
            assertThat(sent)
                    .containsEntry("anthropic-version", "2023-01-01")
                    .containsEntry("anthropic-beta", "one-2025-01-01,two-2025-01-01");
        } else {
            assertThat(sent).doesNotContainKeys("anthropic-version", "anthropic-beta");
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void stopsTheProviderSoonAfterTheClientLeft(Protocol client) throws IOException {
        var model = lanes.model(Protocol.OPENAI_CHAT, Behaviour.SLOW);
        var call = ClientCall.of(client);
        var request =
                gateway.call(call.path(model, true)).POST(BodyPublishers.ofString(call.body(model, "Hello", true)));

        var answer = gateway.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            assertThat(body.readNBytes(20)).hasSize(20);
        }

        var upstream =
                lanes.provider(Protocol.OPENAI_CHAT).received(Lanes.bare(model)).getFirst();
        assertThat(Pace.keeps(LEAVING, upstream.outcome()::clientLeft)).isTrue();
        var id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        // the row's estimate may be the first that the server makes, and its tokenizer takes a moment to load
        assertThat(Eventually.seen(() -> status(id), "cancelled"::equals)).isEqualTo("cancelled");
        assertThat(gateway.logged(id).at("/usage/estimated").asBoolean()).isTrue();
    }

    @Test
    void showsWhoRestsAndUsesThemAgainWhenTold() {
        var limited = lanes.model(Protocol.OPENAI_CHAT, Behaviour.FAIL_429);
        lanes.ask(Protocol.OPENAI_CHAT, limited, false);

        var cooling = cooldown(Lanes.bare(limited));
        assertThat(cooling.path("phase").asText()).isEqualTo("resting");
        assertThat(cooling.path("why").asText()).isEqualTo("rate_limited");
        assertThat(cooling.path("stated").asBoolean()).isTrue();
        var path = "/api/cooldowns/" + cooling.path("holder").asText() + "?model=" + Lanes.bare(limited);
        gateway.manage("DELETE", path, null, 204);
        gateway.manage("DELETE", path, null, 404);

        lanes.ask(Protocol.OPENAI_CHAT, limited, false);
        assertThat(received(limited)).as("called again").isEqualTo(2);
    }

    private JsonNode cooldown(String model) {
        return gateway.manage("GET", "/api/cooldowns", null, 200)
                .path("items")
                .valueStream()
                .filter(one -> one.path("model").asText().equals(model))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void doesNotCoolAnAccountForTheClientsFault() {
        var wrong = lanes.model(Protocol.OPENAI_CHAT, Behaviour.FAIL_400);
        var other = lanes.model(Protocol.OPENAI_CHAT, Behaviour.ANSWER);
        var combo = gateway.combo(wrong, other);

        var first = lanes.ask(Protocol.ANTHROPIC_MESSAGES, combo, false);
        var second = lanes.ask(Protocol.ANTHROPIC_MESSAGES, combo, false);

        assertThat(first.statusCode()).isEqualTo(400);
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(received(wrong)).as("asked again, and first again").isEqualTo(2);
        assertThat(received(other)).isZero();
    }

    private String status(String requestId) {
        return gateway.logged(requestId).path("status").asText();
    }

    private int received(String model) {
        return Arrays.stream(Protocol.values())
                .mapToInt(p -> lanes.provider(p).received(Lanes.bare(model)).size())
                .sum();
    }

    private static Stream<String> routes(JsonNode logged) {
        return logged.path("attempts").valueStream().map(a -> a.path("route").asText());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
