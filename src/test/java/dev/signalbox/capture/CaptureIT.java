package dev.signalbox.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.Provider;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Eventually;
import dev.signalbox.gateway.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packaged server captures nothing, as long as nobody asked for it; one that was started with it captures both ways. */
class CaptureIT {
    private static final Gateway GATEWAY = Gateway.running();

    private static String answered(Provider provider, String secret) {
        var call = ClientCall.of(Protocol.OPENAI_CHAT);
        var model = GATEWAY.connect(provider) + "/" + Behaviour.ANSWER.model(Gateway.unique());
        var answer = GATEWAY.call(call.path(model, true), call.body(model, "my key is " + secret, true));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
    }

    private static boolean on() {
        return "true".equals(System.getenv("ENABLE_REQUEST_LOGS"));
    }

    @Test
    void capturesNothingByDefault() {
        assumeTrue(!on(), "the server was started with the capture on");
        try (var provider = Provider.start(Protocol.OPENAI_CHAT)) {
            var id = answered(provider, "sk-canary0123456789abcdef");

            GATEWAY.manage("GET", "/api/usage/request-logs/" + id + "/bodies", null, 404);
            assertThat(Files.exists(Path.of(System.getProperty("signalbox.data-dir"), "request-logs")))
                    .isFalse();
        }
    }

    @Test
    void capturesBothWaysWithoutCredentialsWhereAsked() throws Exception {
        assumeTrue(on(), "the server was started without the capture");
        try (var provider = Provider.start(Protocol.OPENAI_CHAT)) {
            var id = answered(provider, "sk-canary0123456789abcdef");
            var file = Path.of(System.getProperty("signalbox.data-dir"), "request-logs", id + ".sealed");
            assertThat(Eventually.becomes(() -> Files.exists(file))).isTrue();

            var bodies = GATEWAY.manage("GET", "/api/usage/request-logs/" + id + "/bodies", null, 200);
            assertThat(bodies.path("request").asText()).contains("my key is [redacted]");
            assertThat(bodies.path("answer").asText()).contains("data: [DONE]");
            assertThat(Files.readString(file)).doesNotContain("my key is");
        }
    }
}
