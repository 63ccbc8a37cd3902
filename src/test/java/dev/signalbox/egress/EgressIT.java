package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.Provider;
import dev.signalbox.emulator.ProxyServer;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.gateway.Pace;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the packaged gateway through strict proxies: a name below {@code .test} exists there and nowhere else. */
class EgressIT {
    private static final Gateway GATEWAY = Gateway.running();
    private static final Provider PROVIDER = Provider.start(Protocol.OPENAI_CHAT);

    /** The stream that is left runs for ten seconds. */
    private static final Duration LEAVING = Duration.ofSeconds(4);

    private final String prefix = Gateway.unique();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @AfterEach
    void noProxyForEverything() {
        GATEWAY.manage("PUT", "/api/egress", Gateway.object().putNull("proxy").putNull("noProxy"), 200);
    }

    private String connect(String host) {
        var node = Gateway.object()
                .put("name", prefix)
                .put("prefix", prefix)
                .put("protocol", "openai-chat")
                .put(
                        "baseUrl",
                        URI.create("http://" + host + ":" + PROVIDER.baseUrl().getPort() + "/v1")
                                .toString());
        return GATEWAY.manage("POST", "/api/provider-nodes", node, 201)
                .path("id")
                .asText();
    }

    private static JsonNode account(String node, String proxy) {
        var account = Gateway.object()
                .put("provider", node)
                .put("apiKey", "provider-key")
                .put("priority", 1);
        return GATEWAY.manage("POST", "/api/providers", proxy.isEmpty() ? account : account.put("proxy", proxy), 201);
    }

    private HttpResponse<byte[]> ask(boolean stream) {
        var client = ClientCall.of(Protocol.OPENAI_CHAT);
        var model = prefix + "/" + Behaviour.ANSWER.model(prefix);
        return GATEWAY.call(client.path(model, stream), client.body(model, "hello", stream));
    }

    private static String address(ProxyServer proxy, String kind) {
        return kind + "://ana:s3cret@127.0.0.1:" + proxy.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void anAccountsCallsGoThroughItsProxy(String kind) {
        try (var proxy = kind.equals("http") ? ProxyServer.http("ana", "s3cret") : ProxyServer.socks("ana", "s3cret")) {
            var account = account(connect("provider.test"), address(proxy, kind));
            assertThat(account.path("proxy").asText()).isEqualTo(kind + "://ana@127.0.0.1:" + proxy.port());

            assertThat(ask(false).statusCode()).isEqualTo(200);
            var streamed = ask(true);
            assertThat(streamed.statusCode()).isEqualTo(200);
            assertThat(new String(streamed.body(), StandardCharsets.UTF_8)).contains("data: [DONE]");

            assertThat(PROVIDER.received(Behaviour.ANSWER.model(prefix))).hasSize(2);
            assertThat(proxy.asked()).isNotEmpty().allMatch(asked -> asked.contains("provider.test:"));
            assertThat(GATEWAY.accounts().toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void aDeadProxyMeansNoCallAlthoughTheProviderIsNext() {
        var proxy = ProxyServer.socks("ana", "s3cret");
        var id = account(connect("127.0.0.1"), address(proxy, "socks5"))
                .path("id")
                .asText();
        assertThat(ask(false).statusCode()).isEqualTo(200);
        proxy.close();

        assertThat(ask(false).statusCode()).isBetween(500, 599);
        var tested = GATEWAY.manage(
                "POST", "/api/providers/" + id + "/test?model=" + Behaviour.ANSWER.model(prefix), null, 200);

        assertThat(tested.path("hop").asText()).isEqualTo("proxy-connect");
        assertThat(PROVIDER.received(Behaviour.ANSWER.model(prefix))).hasSize(1);
    }

    @Test
    void theTestOfAnAccountNamesTheLoginThatTheProxyRefuses() {
        try (var proxy = ProxyServer.http("ana", "other")) {
            var id = account(connect("127.0.0.1"), address(proxy, "http"))
                    .path("id")
                    .asText();

            var tested = GATEWAY.manage(
                    "POST", "/api/providers/" + id + "/test?model=" + Behaviour.ANSWER.model(prefix), null, 200);

            assertThat(tested.path("ok").asBoolean()).isFalse();
            assertThat(tested.path("hop").asText()).isIn("proxy-auth", "http");
            assertThat(tested.path("message").asText()).contains("refuses the user or password");
            assertThat(PROVIDER.received(Behaviour.ANSWER.model(prefix))).isEmpty();
        }
    }

    @Test
    void proxiesOfProvidersAndForEverythingComeInTurn() {
        try (var all = ProxyServer.http("ana", "s3cret");
                var own = ProxyServer.socks("ana", "s3cret")) {
            var node = connect("provider.test");
            account(node, "");
            GATEWAY.manage("PUT", "/api/egress", Gateway.object().put("proxy", address(all, "http")), 200);
            assertThat(ask(false).statusCode()).isEqualTo(200);
            assertThat(ours(all)).hasSize(1);

            var shown = GATEWAY.manage("PUT", "/api/egress", ofProvider(node, address(own, "socks5")), 200);
            assertThat(ask(false).statusCode()).isEqualTo(200);
            assertThat(ours(own)).hasSize(1);
            assertThat(ours(all)).hasSize(1);
            assertThat(shown.toString()).contains("socks5://ana@127.0.0.1").doesNotContain("s3cret");

            // what was shown, sent back, keeps the password that was not
            GATEWAY.manage("PUT", "/api/egress", (ObjectNode) shown, 200);
            assertThat(ask(false).statusCode()).isEqualTo(200);

            // excepted hosts are called directly, where this name does not exist
            var direct = ofProvider(node, null).put("noProxy", "provider.test");
            GATEWAY.manage("PUT", "/api/egress", direct, 200);
            assertThat(ask(false).statusCode()).isBetween(500, 599);
            assertThat(ours(all)).hasSize(1);
        }
    }

    /** Calls of this test; a proxy for everything may be asked for other accounts, too. */
    private static List<String> ours(ProxyServer proxy) {
        return proxy.asked().stream()
                .filter(asked -> asked.contains("provider.test:"))
                .toList();
    }

    private static ObjectNode ofProvider(String node, String proxy) {
        var body = Gateway.object();
        body.putObject("providers").put(node, proxy);
        return body;
    }

    @Test
    void theProviderStopsSoonAfterTheClientLeft() throws Exception {
        try (var proxy = ProxyServer.socks("ana", "s3cret")) {
            account(connect("provider.test"), address(proxy, "socks5"));
            var client = ClientCall.of(Protocol.OPENAI_CHAT);
            var model = Behaviour.SLOW.model(prefix);
            var request = GATEWAY.call(client.path(model, true))
                    .POST(BodyPublishers.ofString(client.body(prefix + "/" + model, "hello", true)));

            try (var body =
                    GATEWAY.send(request.build(), BodyHandlers.ofInputStream()).body()) {
                assertThat(body.readNBytes(20)).hasSize(20);
            }

            var outcome = PROVIDER.received(model).getFirst().outcome();
            assertThat(Pace.keeps(LEAVING, outcome::clientLeft)).isTrue();
        }
    }

    @Test
    void triesAProxyWithoutSavingIt() {
        try (var proxy = ProxyServer.socks("ana", "s3cret")) {
            var node = connect("provider.test");
            var body = Gateway.object().put("provider", node);

            var through = GATEWAY.manage(
                    "POST", "/api/egress/test", body.deepCopy().put("proxy", address(proxy, "socks5")), 200);
            var wrong = GATEWAY.manage(
                    "POST",
                    "/api/egress/test",
                    body.deepCopy().put("proxy", "socks5://ana:wrong@127.0.0.1:" + proxy.port()),
                    200);
            var direct = GATEWAY.manage("POST", "/api/egress/test", body, 200);

            assertThat(through.path("ok").asBoolean()).as(through.toString()).isTrue();
            assertThat(wrong.path("hop").asText()).isEqualTo("proxy-auth");
            assertThat(direct.path("hop").asText()).isEqualTo("dns");
            assertThat(GATEWAY.manage("GET", "/api/egress", null, 200).has("proxy"))
                    .isFalse();
        }
    }

    @Test
    void refusesWhatIsNoProxy() {
        var refused = GATEWAY.manage("PUT", "/api/egress", Gateway.object().put("proxy", "ftp://x:canary@y"), 422);

        assertThat(refused.path("field").asText()).isEqualTo("proxy");
        assertThat(refused.toString()).doesNotContain("canary");
    }
}
