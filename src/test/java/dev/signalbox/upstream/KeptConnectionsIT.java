package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.FickleProvider;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls whose connection ends without an answer. */
class KeptConnectionsIT {
    private static final int MANY = 12;

    private final Gateway gateway = Gateway.running();
    private final FickleProvider provider = FickleProvider.start();
    private final String prefix = Gateway.unique();

    KeptConnectionsIT() {
        gateway.connect(Protocol.OPENAI_CHAT, provider.baseUrl(), prefix, "some-key");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private HttpResponse<byte[]> ask(int length) {
        var client = ClientCall.of(Protocol.OPENAI_CHAT);
        var model = prefix + "/m";
        return gateway.call(client.path(model, false), client.body(model, "x".repeat(length), false));
    }

    private static int status(HttpResponse<byte[]> answer) {
        return answer.statusCode();
    }

    /** A long request notices while it is written, a short one when its answer is awaited. */
    @ParameterizedTest
    @ValueSource(ints = {10, 400_000})
    void anyNumberOfKeptConnectionsMayBeGone(int length) throws Exception {
        provider.answerTogether(MANY);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, MANY).<Callable<HttpResponse<byte[]>>>mapToObj(i -> () -> ask(length));
            assertThat(threads.invokeAll(calls.toList()).stream().map(Future::resultNow))
                    .extracting(KeptConnectionsIT::status)
                    .containsOnly(200);
        }
        assertThat(provider.closeKept()).isGreaterThan(MANY / 2);

        List<HttpResponse<byte[]>> after =
                IntStream.range(0, MANY).mapToObj(i -> ask(length)).toList();

        assertThat(after).extracting(KeptConnectionsIT::status).containsOnly(200);
        assertThat(after)
                .allSatisfy(answer -> assertThat(answer.headers().firstValue("x-signalbox-attempts"))
                        .hasValue("1"));
        assertThat(provider.requests()).isEqualTo(2 * MANY);
    }

    @Test
    void aCallIsSentNoMoreThanOnceBeyondAKeptConnection() {
        assertThat(ask(10).statusCode()).isEqualTo(200);
        provider.hangUp();

        var answer = ask(10);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("closed the connection without an answer");
        assertThat(provider.requests()).isLessThanOrEqualTo(3);
    }
}
