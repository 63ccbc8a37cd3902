package dev.signalbox.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.gateway.Eventually;
import dev.signalbox.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to sign in by the management API, with all that goes wrong on it, against the packaged server and emulated vendors. */
class SignInFlowsIT {
    private static final Gateway GATEWAY = Gateway.running();
    private static VendorEmulator vendor;

    @BeforeAll
    static void open() {
        vendor = VendorEmulator.ofTheGateway();
    }

    @AfterAll
    static void close() {
        vendor.close();
    }

    @BeforeEach
    @AfterEach
    void leaveNothing() {
        vendor.authority().codesLast(Duration.ofMinutes(10));
        SignInFlow.ALL.stream().map(SignInFlow::provider).distinct().forEach(GATEWAY::disconnect);
    }

    static Iterable<SignInFlow> browser() {
        return SignInFlow.browser().toList();
    }

    static Iterable<SignInFlow> device() {
        return SignInFlow.device().toList();
    }

    static Iterable<SignInFlow> file() {
        return SignInFlow.file().toList();
    }

    private static ObjectNode wish(SignInFlow flow) {
        var wish = Gateway.object().put("acceptTerms", true).put("method", flow.method());
        return flow.portal()
                ? wish.put("startUrl", "https://acme.awsapps.com/start").put("region", "eu-central-1")
                : wish;
    }

    private static JsonNode start(SignInFlow flow) {
        return start(flow, wish(flow));
    }

    private static JsonNode start(SignInFlow flow, ObjectNode wish) {
        return GATEWAY.manage("POST", "/api/oauth/" + flow.provider() + "/start", wish, 200);
    }

    private static JsonNode complete(SignInFlow flow, JsonNode begun, String callback, int status) {
        var body = Gateway.object().put("transaction", begun.path("transaction").asText());
        if (!callback.isEmpty()) {
            body.put("callbackUrl", callback);
        }
        return GATEWAY.manage("POST", "/api/oauth/" + flow.provider() + "/complete", body, status);
    }

    private static URI page(JsonNode begun) {
        return URI.create(begun.path("authorizeUrl").asText());
    }

    private static int accounts(String provider) {
        return Math.toIntExact(GATEWAY.accounts().stream()
                .filter(account -> account.path("provider").asText().equals(provider))
                .count());
    }

    @Test
    void theCatalogueOffersWhatTheTableNames() {
        var offered = new ArrayList<String>();
        for (var provider : GATEWAY.manage("GET", "/api/catalogue", null, 200).path("items")) {
            for (var method : provider.path("signInOffer").path("methods")) {
                offered.add(
                        provider.path("id").asText() + "/" + method.path("id").asText());
            }
        }
        assertThat(offered)
                .containsExactlyInAnyOrderElementsOf(
                        SignInFlow.ALL.stream().map(SignInFlow::toString).toList());
    }

    @ParameterizedTest
    @MethodSource("browser")
    void inTheBrowser(SignInFlow flow) {
        vendor.authority().person(SignInFlow.person());
        var begun = start(flow);
        complete(flow, begun, "", 202);
        var back = vendor.agree(page(begun));
        var other = vendor.agree(page(start(flow)));
        assertThat(complete(flow, begun, other, 400).path("detail").asText()).contains("state");

        var account = complete(flow, begun, back, 201);

        assertThat(account.path("provider").asText()).isEqualTo(flow.provider());
        assertThat(account.path("status").asText()).isEqualTo("ready");
        assertThat(account.toString()).doesNotContain("access-", "refresh-", "shh");
        assertThat(complete(flow, begun, back, 409).path("detail").asText()).contains("used already");
        assertThat(complete(flow, begun, "", 201).path("id")).isEqualTo(account.path("id"));
        assertThat(again(flow).path("id")).isEqualTo(account.path("id"));
        denied(flow);
        wrongAccount(flow, account.path("id").asText());
        assertThat(accounts(flow.provider())).isOne();
        assertThat(vendor.authority().refused()).noneMatch(why -> why.startsWith("invalid"));
    }

    /** By the port where the vendor sends the browser to, where nobody else is at it; else by the address. */
    private static JsonNode again(SignInFlow flow) {
        var begun = start(flow);
        var back = vendor.agree(page(begun));
        if (!begun.path("listening").asBoolean()) {
            return complete(flow, begun, back, 201);
        }
        var shown = GATEWAY.send(HttpRequest.newBuilder(URI.create(back)).build());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(GATEWAY.send(HttpRequest.newBuilder(URI.create(back)).build())
                        .statusCode())
                .as("the same address a second time")
                .isEqualTo(400);
        return complete(flow, begun, "", 201);
    }

    private static void denied(SignInFlow flow) {
        var begun = start(flow);
        var no = vendor.decline(page(begun));
        assertThat(complete(flow, begun, no, 403).path("detail").asText()).contains("declined");
        assertThat(complete(flow, begun, "", 422).path("detail").asText()).contains("declined");
    }

    private static void wrongAccount(SignInFlow flow, String account) {
        vendor.authority().person(SignInFlow.person());
        var begun = start(flow, wish(flow).put("account", account));
        assertThat(complete(flow, begun, vendor.agree(page(begun)), 409)
                        .path("detail")
                        .asText())
                .contains("Somebody else signed in");
    }

    @ParameterizedTest
    @MethodSource("device")
    void withACode(SignInFlow flow) {
        var who = SignInFlow.person();
        vendor.authority().person(who);
        var agreed = start(flow);
        var waiting = start(flow);
        var hurried = start(flow);
        var denied = start(flow);
        var late = start(flow);
        vendor.authority().approve(agreed.path("userCode").asText());
        vendor.authority().hurried(hurried.path("userCode").asText());
        vendor.authority().deny(denied.path("userCode").asText());
        vendor.authority().expire(late.path("userCode").asText());

        var account = ended(flow, agreed, 201);

        assertThat(account.path("status").asText()).isEqualTo("ready");
        assertThat(account.toString()).doesNotContain("access-", "refresh-");
        assertThat(complete(flow, agreed, "", 201).path("id")).isEqualTo(account.path("id"));
        assertThat(complete(flow, agreed, "http://localhost/?code=x&state=y", 409)
                        .path("detail")
                        .asText())
                .contains("used already");
        assertThat(ended(flow, denied, 403).path("detail").asText()).contains("declined");
        assertThat(complete(flow, denied, "", 422).path("detail").asText()).contains("declined");
        assertThat(ended(flow, late, 410).path("detail").asText()).contains("in time");
        complete(flow, waiting, "", 202);
        slowsDown(flow, hurried);

        var again = start(flow);
        vendor.authority().approve(again.path("userCode").asText());
        vendor.authority().person(SignInFlow.person());
        var other = start(flow, wish(flow).put("account", account.path("id").asText()));
        vendor.authority().approve(other.path("userCode").asText());
        vendor.authority().codesLast(Duration.ofSeconds(1));
        var brief = start(flow);
        assertThat(ended(flow, again, 201).path("id")).isEqualTo(account.path("id"));
        assertThat(ended(flow, other, 409).path("detail").asText()).contains("Somebody else signed in");
        assertThat(ended(flow, brief, 410).path("detail").asText()).contains("expired");
        assertThat(accounts(flow.provider())).isOne();
        assertThat(vendor.authority().refused()).noneMatch(why -> why.startsWith("invalid"));
    }

    /** The vendor says that it is asked too fast, once; then it is left alone for longer. */
    private static void slowsDown(SignInFlow flow, JsonNode begun) {
        var before = tooFast();
        assertThat(Eventually.becomes(() -> {
                    complete(flow, begun, "", 202);
                    return tooFast() > before;
                }))
                .isTrue();
        for (var i = 0; i < 3; i++) {
            complete(flow, begun, "", 202);
        }
        assertThat(tooFast()).isEqualTo(before + 1);
    }

    private static long tooFast() {
        return vendor.authority().refused().stream()
                .filter(why -> why.startsWith("slow_down"))
                .count();
    }

    /** What comes of it when the vendor has been asked. */
    private static JsonNode ended(SignInFlow flow, JsonNode begun, int status) {
        var body = Gateway.object().put("transaction", begun.path("transaction").asText());
        var answer = Eventually.seen(
                () -> GATEWAY.asked("POST", "/api/oauth/" + flow.provider() + "/complete", body),
                seen -> seen.statusCode() != 202);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
        return Gateway.json(answer);
    }

    @ParameterizedTest
    @MethodSource("file")
    void withWhatIsAtHand(SignInFlow flow) {
        var who = SignInFlow.person();
        var account = take(flow, flow.content(vendor.authority(), who), "", 201);

        assertThat(account.path("status").asText()).isEqualTo("ready");
        assertThat(account.toString()).doesNotContain("access-", "refresh-", "secret of", "PRIVATE KEY");
        assertThat(take(flow, flow.content(vendor.authority(), who), "", 201).path("id"))
                .isEqualTo(account.path("id"));
        assertThat(take(
                                flow,
                                flow.content(vendor.authority(), SignInFlow.person()),
                                account.path("id").asText(),
                                409)
                        .path("detail")
                        .asText())
                .contains("Somebody else signed in");
        assertThat(take(flow, "{\"wrong\":1}", "", 422).path("detail").asText()).isNotBlank();
        assertThat(take(flow, "no JSON", "", 422).path("detail").asText()).contains("JSON");
        assertThat(accounts(flow.provider())).isOne();
    }

    private static JsonNode take(SignInFlow flow, String content, String account, int status) {
        var body = wish(flow).put("content", content);
        if (!account.isEmpty()) {
            body.put("account", account);
        }
        return GATEWAY.manage("POST", "/api/oauth/" + flow.provider() + "/import", body, status);
    }
}
