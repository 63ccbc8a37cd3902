package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider whose base URL is wrong, as a redirect tells: nobody follows it, everybody is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedirectIT {
    private final Gateway gateway = Gateway.running();
    private final Lanes lanes = new Lanes();
    private final AtomicInteger followed = new AtomicInteger();
    private HttpServer server;
    private String prefix;

    @BeforeAll
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/elsewhere")) {
                followed.incrementAndGet();
            }
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", root() + "/elsewhere?session=hidden");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        prefix = Gateway.unique();
        gateway.connect(Protocol.OPENAI_CHAT, URI.create(root() + "/v1"), prefix, "a-key");
    }

    private String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterAll
    void stop() {
        server.stop(0);
        lanes.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void isToldAsWhatItIs(Protocol client) {
        var call = ClientCall.of(client);

        var answer = lanes.ask(client, prefix + "/" + Gateway.unique(), false);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(call.failure(Gateway.json(answer), 502))
                .contains("redirect (307)", root(), "base URL")
                .doesNotContain("hidden");
        assertThat(gateway.logged(answer).at("/attempts/0/failure").asText()).isEqualTo("misconfigured");
        assertThat(followed).hasValue(0);
    }

    @Test
    void isForgottenWhenTheAddressIsMended() {
        var own = Gateway.unique();
        gateway.connect(Protocol.OPENAI_CHAT, URI.create(root() + "/v1"), own, "a-key");
        var model = own + "/" + Behaviour.ANSWER.model(own);
        assertThat(lanes.ask(Protocol.OPENAI_CHAT, model, false).statusCode()).isEqualTo(502);
        assertThat(cooling()).contains(own);
        var node = gateway.manage("GET", "/api/provider-nodes", null, 200)
                .path("items")
                .valueStream()
                .filter(one -> one.path("prefix").asText().equals(own))
                .findFirst()
                .orElseThrow();
        var good = lanes.provider(Protocol.OPENAI_CHAT).baseUrl();

        gateway.manage(
                "PUT",
                "/api/provider-nodes/" + node.path("id").asText(),
                Gateway.object().put("baseUrl", good.toString()),
                200);

        assertThat(cooling()).doesNotContain(own);
        assertThat(lanes.ask(Protocol.OPENAI_CHAT, model, false).statusCode()).isEqualTo(200);
    }

    private String cooling() {
        return gateway.manage("GET", "/api/cooldowns", null, 200).toString();
    }

    @Test
    void letsTheOthersAnswer() {
        var good = lanes.model(Protocol.GEMINI, Behaviour.ANSWER);

        var answer = lanes.ask(Protocol.ANTHROPIC_MESSAGES, gateway.combo(prefix + "/" + Gateway.unique(), good), true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-route")).hasValue(good);
        assertThat(answer.headers().firstValue("x-signalbox-attempts")).hasValue("2");
    }
}
