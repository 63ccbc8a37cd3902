package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients get wrong is told them in their own protocol, and reaches no provider of another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final byte[] BOMB = zippedBlanks(200 << 20);

    private final Gateway gateway = Gateway.running();
    private final Lanes lanes = new Lanes();

    @AfterAll
    void stop() {
        lanes.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void isRefusedInTheClientsOwnShape(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);
        var good = ClientCall.of(client).body(model, "Hello", false);

        refused(client, 400, send(client, model, good.substring(0, good.length() / 2)));
        refused(client, 400, send(client, model, ""));
        refused(client, 400, send(client, model, "[1,2]"));
        refused(client, 400, send(client, model, "\"text\""));
        refused(client, 400, send(client, model, wrongType(client, good)));
        refused(client, 400, send(client, model, deep(good)));
        refused(client, 400, send(client, model, invalidUtf8(good)));
        refused(client, 404, lanes.ask(client, "nowhere/at-all", false));
        assertThat(lanes.provider(other(client)).received(Lanes.bare(model))).isEmpty();

        assertThat(send(client, model, good).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void isRefusedWithoutAKeyOrWithAWrongOne(Protocol client) {
        var call = ClientCall.of(client);
        var request = HttpRequest.newBuilder(Gateway.URL.resolve(call.path("any/model", false)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(call.body("any/model", "Hello", false)));

        refused(client, 401, gateway.send(request.build()));
        refused(
                client,
                401,
                gateway.send(request.header("x-api-key", "sk-wrong").build()));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void isRefusedWhenItIsTooLargeOrNoJson(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);
        var large = ClientCall.of(client).body(model, "x".repeat(40_000_000), false);

        refused(client, 413, send(client, model, large));
        var text = HttpRequest.newBuilder(
                        Gateway.URL.resolve(ClientCall.of(client).path(model, false)))
                .header("Authorization", "Bearer " + gateway.key())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(ClientCall.of(client).body(model, "Hello", false)));
        refused(client, 415, gateway.send(text.build()));
        assertThat(lanes.provider(other(client)).received(Lanes.bare(model))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whatCurlCallsABodyIsTakenWhereOllamaTakesIt(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);
        var call = ClientCall.of(client);
        var unnamed = HttpRequest.newBuilder(Gateway.URL.resolve(call.path(model, false)))
                .header("Authorization", "Bearer " + gateway.key())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(call.body(model, "Hello", false)));

        if (client == Protocol.OLLAMA) {
            assertThat(gateway.send(unnamed.build()).statusCode()).isEqualTo(200);
        }
        var byBrowser = client == Protocol.OLLAMA ? unnamed.header("Origin", "https://elsewhere.example") : unnamed;
        refused(client, 415, gateway.send(byBrowser.build()));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void takesZippedBodiesAndRefusesWhatIsNone(Protocol client) throws IOException {
        var model = lanes.model(other(client), Behaviour.ANSWER);
        var call = ClientCall.of(client);
        var body = call.body(model, "Hello", false);
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        var bytes = zipped.toByteArray();

        var answer = sendZipped(call.path(model, false), bytes);

        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        refused(client, 400, sendZipped(call.path(model, false), Arrays.copyOf(bytes, bytes.length / 2)));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void stopsUnzippingAtTheLimit(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);

        refused(client, 413, sendZipped(ClientCall.of(client).path(model, false), BOMB));
    }

    /** So much of nothing, as little as it can be. */
    private static byte[] zippedBlanks(int length) {
        var zipped = new ByteArrayOutputStream();
        var piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) ' ');
        try (var zip = new GZIPOutputStream(zipped)) {
            for (int written = 0; written < length; written += piece.length) {
                zip.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private HttpResponse<byte[]> sendZipped(String path, byte[] body) {
        var request = gateway.call(path).header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(body));
        return gateway.send(request.build());
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aContentTypeThatIsNoneIsRefusedInTheClientsOwnShape(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);
        var call = ClientCall.of(client);
        var odd = HttpRequest.newBuilder(Gateway.URL.resolve(call.path(model, false)))
                .header("Authorization", "Bearer " + gateway.key())
                .header("Content-Type", "garbage")
                .POST(BodyPublishers.ofString(call.body(model, "Hello", false)));

        refused(client, 400, gateway.send(odd.build()));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void anAcceptWhoseWeightsAreNoNumbersIsRefused(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);

        refused(client, 400, accepting(client, model, "text/plain;q=x"));
        refused(client, 400, accepting(client, model, "*/*;q=2"));
        assertThat(accepting(client, model, "application/json, text/plain;q=0.5, */*;q=0.001")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<byte[]> accepting(Protocol client, String model, String accept) {
        var call = ClientCall.of(client);
        return gateway.send(HttpRequest.newBuilder(Gateway.URL.resolve(call.path(model, false)))
                .header("Authorization", "Bearer " + gateway.key())
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(call.body(model, "Hello", false)))
                .build());
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "GEMINI") // the model is in its path
    void aModelsNameIsOneLineOfSomeLength(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);

        refused(client, 400, lanes.ask(client, model + "\\r\\nX-Other: 1", false));
        refused(client, 400, lanes.ask(client, model + "x".repeat(300), false));
        assertThat(lanes.provider(other(client)).received(Lanes.bare(model))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whateverAFieldIsCalledItsLossIsNamedInOneHeader(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);
        var odd = "{\"\": 1, \"one\\r\\nX-Other: two\": 2, \"drei, vier und fünf\": 3, ";

        var answer = send(
                client,
                model,
                ClientCall.of(client).body(model, "Hello", false).replaceFirst("\\{", Matcher.quoteReplacement(odd)));

        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Other")).isEmpty();
        assertThat(answer.headers().firstValue("x-signalbox-loss").orElseThrow())
                .contains("\"\"", "one%0D%0AX-Other:%20two", "drei%2C%20vier%20und%20f%C3%BCnf");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aDoubledVersionInThePathIsForgiven(Protocol client) {
        var model = lanes.model(other(client), Behaviour.ANSWER);
        var call = ClientCall.of(client);
        var path = call.path(model, false);
        var doubled = client == Protocol.OLLAMA ? "/v1/v1" + path : "/v1" + path;

        var answer = gateway.call(doubled, call.body(model, "Hello", false));

        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        refused(
                client,
                401,
                gateway.send(HttpRequest.newBuilder(Gateway.URL.resolve(doubled))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(call.body(model, "Hello", false)))
                        .build()));
    }

    private static Protocol other(Protocol client) {
        return client == Protocol.OPENAI_CHAT ? Protocol.ANTHROPIC_MESSAGES : Protocol.OPENAI_CHAT;
    }

    private HttpResponse<byte[]> send(Protocol client, String model, String body) {
        return send(client, model, body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> send(Protocol client, String model, byte[] body) {
        var request = gateway.call(ClientCall.of(client).path(model, false)).POST(BodyPublishers.ofByteArray(body));
        return gateway.send(request.build());
    }

    private static void refused(Protocol client, int status, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(status);
        assertThat(ClientCall.of(client).failure(Gateway.json(answer), status))
                .as(Lanes.text(answer))
                .isNotEmpty();
        assertThat(answer.headers().firstValue("x-signalbox-request-id")).isPresent();
    }

    private static String wrongType(Protocol client, String good) {
        return switch (client) {
            case OPENAI_CHAT, ANTHROPIC_MESSAGES, OLLAMA -> good.replaceFirst("\"messages\":\\[.*]", "\"messages\":7");
            case OPENAI_RESPONSES -> good.replaceFirst("\"input\": \"Hello\"", "\"input\": 7");
            case GEMINI -> good.replaceFirst("\"contents\":\\[.*]", "\"contents\":7");
        };
    }

    private static String deep(String good) {
        return good.replace("\"Hello\"", "[".repeat(100_000) + "]".repeat(100_000));
    }

    private static byte[] invalidUtf8(String good) {
        return good.replace("Hello", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    }
}
