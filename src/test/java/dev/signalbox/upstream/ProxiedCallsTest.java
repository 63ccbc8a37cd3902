package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signalbox.egress.Exit;
import dev.signalbox.egress.Hop;
import dev.signalbox.egress.HopFailed;
import dev.signalbox.egress.ProxyAddress;
import dev.signalbox.egress.Sockets;
import dev.signalbox.egress.TestSockets;
import dev.signalbox.emulator.Certificate;
import dev.signalbox.emulator.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names below {@code .test} exist at the proxies only: an answer proves that it came through one. */
class ProxiedCallsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path folder;

    private static Certificate providers;
    private static Certificate proxys;
    private static Sockets sockets;
    private static HttpServer plain;
    private static HttpsServer secure;

    @BeforeAll
    static void startProviders() throws Exception {
        providers = Certificate.of("provider.test", folder);
        proxys = Certificate.of("localhost", folder);
        var trusted = Files.writeString(folder.resolve("trusted.pem"), providers.pem() + proxys.pem());
        sockets = TestSockets.trusting(trusted);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        plain = HttpServer.create(address, 0);
        secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(providers.server()));
        for (var server : List.of(plain, secure)) {
            server.createContext("/", ProxiedCallsTest::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }
    }

    @AfterAll
    static void stop() {
        plain.stop(0);
        secure.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        SEEN.add(exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()) + " "
                + exchange.getRequestURI());
        var answer = ("heard " + body.length).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static ProxyServer proxy(String kind, String user, String password) throws Exception {
        return switch (kind) {
            case "http" -> ProxyServer.http(user, password);
            case "https" -> ProxyServer.https(user, password, proxys.server());
            default -> ProxyServer.socks(user, password);
        };
    }

    private static ProxyAddress address(String kind, String login, ProxyServer proxy) {
        return ProxyAddress.parse(kind + "://" + login + "localhost:" + proxy.port());
    }

    private static URI target(String scheme, String host) {
        int port = (scheme.equals("https") ? secure : plain).getAddress().getPort();
        return URI.create(scheme + "://" + host + ":" + port + "/v1/x?y=1");
    }

    private static String call(ProxyAddress proxy, URI target) throws Exception {
        try (var calls = new ProxiedCalls(proxy, sockets, LIMIT, LIMIT)) {
            var body = new ByteArrayEntity("hello".getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
            for (int i = 0; i < 2; i++) {
                try (var response = calls.send("POST", target, Map.of("x-key", List.of("1")), body)) {
                    assertThat(response.getCode()).isEqualTo(200);
                    assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("heard 5");
                }
            }
            try (var response = calls.send("POST", target, Map.of(), body)) {
                return EntityUtils.toString(response.getEntity());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"http, http", "http, https", "https, http", "https, https", "socks5, http", "socks5, https"})
    void callsThroughEveryKindOfProxyWithALogin(String kind, String scheme) throws Exception {
        try (var proxy = proxy(kind, "ana", "s3cret word")) {
            SEEN.clear();
            var target = target(scheme, "provider.test");

            assertThat(call(address(kind, "ana:s3cret%20word@", proxy), target)).isEqualTo("heard 5");

            var place = "provider.test:" + target.getPort();
            var asked = kind.equals("socks5")
                    ? "SOCKS " + place
                    : scheme.equals("https") ? "CONNECT " + place : "POST " + target;
            assertThat(proxy.asked()).isNotEmpty().containsOnly(asked);
            assertThat(SEEN).hasSize(3).containsOnly("[] /v1/x?y=1");
            sockets.walk(new Exit.Through(address(kind, "ana:s3cret%20word@", proxy)), target, LIMIT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http, http, '', asks for",
        "http, https, '', asks for",
        "https, https, ana:wrong@, refuses",
        "http, http, ana:wrong@, refuses",
        "socks5, https, '', asks for",
        "socks5, http, ana:wrong@, refuses"
    })
    void namesTheLoginThatAProxyDoesNotTakeAndGoesNoOtherWay(String kind, String scheme, String login, String why)
            throws Exception {
        try (var proxy = proxy(kind, "ana", "s3cret word")) {
            SEEN.clear();
            var through = address(kind, login, proxy);
            // a host that could be reached directly
            var target = target(scheme, "127.0.0.1");

            assertThatExceptionOfType(HopFailed.class)
                    .isThrownBy(() -> call(through, target))
                    .withMessageContaining(why)
                    .withMessageNotContaining("wrong")
                    .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.PROXY_AUTH));
            assertThat(SEEN).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "socks5"})
    void namesTheProxyThatRefusesTheTunnel(String kind) throws Exception {
        try (var proxy = proxy(kind, null, null)) {
            var through = address(kind, "", proxy);
            var target = URI.create("https://api.refused.test:9");

            assertThatExceptionOfType(HopFailed.class)
                    .isThrownBy(() -> call(through, target))
                    .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.PROXY_TUNNEL));
            assertThatExceptionOfType(HopFailed.class)
                    .isThrownBy(() -> sockets.walk(new Exit.Through(through), target, LIMIT))
                    .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.PROXY_TUNNEL));
        }
    }

    @ParameterizedTest
    @CsvSource({"http", "https", "socks5"})
    void aDeadProxyFailsTheCallThatCouldGoDirectly(String kind) throws Exception {
        SEEN.clear();
        var through = ProxyAddress.parse(kind + "://127.0.0.1:" + deadPort());

        assertThatExceptionOfType(HopFailed.class)
                .isThrownBy(() -> call(through, target("http", "127.0.0.1")))
                .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.PROXY_CONNECT));
        assertThatExceptionOfType(HopFailed.class)
                .isThrownBy(() -> call(ProxyAddress.parse(kind + "://nobody.invalid:1"), target("http", "127.0.0.1")))
                .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.PROXY_DNS));
        assertThat(SEEN).isEmpty();
    }

    @Test
    void verifiesTheProvidersCertificateAndItsName() throws Exception {
        try (var proxy = ProxyServer.socks(null, null)) {
            var through = ProxyAddress.parse("socks5://localhost:" + proxy.port());

            assertThatExceptionOfType(HopFailed.class)
                    .isThrownBy(() -> call(through, target("https", "other.test")))
                    .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.TLS));

            var stranger = TestSockets.trusting(proxys.pem(folder.resolve("other.pem")));
            assertThatExceptionOfType(HopFailed.class)
                    .isThrownBy(() -> stranger.walk(new Exit.Through(through), target("https", "provider.test"), LIMIT))
                    .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.TLS));
        }
    }

    @Test
    void verifiesTheProxysCertificate() throws Exception {
        var stranger = TestSockets.trusting(providers.pem(folder.resolve("providers.pem")));
        try (var proxy = ProxyServer.https(null, null, proxys.server())) {
            var through = ProxyAddress.parse("https://localhost:" + proxy.port());

            assertThatExceptionOfType(HopFailed.class)
                    .isThrownBy(() -> stranger.walk(new Exit.Through(through), target("http", "provider.test"), LIMIT))
                    .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.PROXY_TLS));
        }
    }

    @Test
    void namesTheHopsOfTheDirectWay() throws Exception {
        assertThatExceptionOfType(HopFailed.class)
                .isThrownBy(() -> sockets.walk(Exit.DIRECT, URI.create("https://nobody.invalid"), LIMIT))
                .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.DNS));
        assertThatExceptionOfType(HopFailed.class)
                .isThrownBy(() -> sockets.walk(Exit.DIRECT, URI.create("http://127.0.0.1:" + deadPort()), LIMIT))
                .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.CONNECT));
        assertThatExceptionOfType(HopFailed.class)
                .isThrownBy(() -> sockets.walk(
                        Exit.DIRECT,
                        URI.create("https://127.0.0.1:" + secure.getAddress().getPort()),
                        LIMIT))
                .satisfies(e -> assertThat(e.hop()).isEqualTo(Hop.TLS));
        sockets.walk(Exit.DIRECT, target("http", "127.0.0.1"), LIMIT);
    }

    private static int deadPort() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
