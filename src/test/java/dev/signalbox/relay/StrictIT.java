package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that asks to lose nothing, in every pair of protocols. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictIT {
    private static final Path REQUESTS = Path.of("src", "test", "resources", "wire", "everything");
    private static final Path PAGE = Path.of("docs", "wire-formats.md");

    private final Gateway gateway = Gateway.running();
    private final Lanes lanes = new Lanes();

    @AfterAll
    void stop() {
        lanes.close();
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Protocol.values())
                .flatMap(client -> Arrays.stream(Protocol.values())
                        .filter(provider -> provider != client)
                        .map(provider -> Arguments.of(client, provider)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void isRefusedWithTheFieldsThatWouldBeLost(Protocol client, Protocol provider) throws IOException {
        var model = lanes.model(provider, Behaviour.ANSWER);
        var body = Files.readString(REQUESTS.resolve(client.id() + ".json"))
                .replace("\"model\": \"m\"", "\"model\": \"" + model + "\"");

        var answer = gateway.send(
                gateway.call(ClientCall.of(client).path(model, true))
                        .header("x-signalbox-strict", "true")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(400);
        var message = ClientCall.of(client).failure(Gateway.json(answer), 400);
        assertThat(declared(client, provider))
                .isNotEmpty()
                .allSatisfy(loss -> assertThat(message).contains(loss));
        assertThat(lanes.provider(provider).received(Lanes.bare(model))).isEmpty();
    }

    /** The losses that the page of the wire formats declares for the pair, but what the gateway itself does instead. */
    private static List<String> declared(Protocol client, Protocol provider) throws IOException {
        var row = "| " + client.id() + " | " + provider.id() + " | ";
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(row))
                .flatMap(line -> Arrays.stream(line.substring(row.length()).split("`")))
                .filter(word -> word.matches("[A-Za-z_0-9.]+"))
                .filter(word -> client != Protocol.OPENAI_RESPONSES || !word.equals("store"))
                .toList();
    }
}
