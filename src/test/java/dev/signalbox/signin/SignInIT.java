package dev.signalbox.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.Eventually;
import dev.signalbox.gateway.Gateway;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in by the management API, against the packaged server and emulated vendors. */
class SignInIT {
    private static final String GATEWAY = System.getProperty("signalbox.url");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static VendorEmulator vendor;
    private static String token;

    private record Answer(int status, String body) {
        JsonObject json() {
            return VendorEmulator.json(body);
        }
    }

    @BeforeAll
    static void open() {
        vendor = VendorEmulator.ofTheGateway();
        token = post(
                        "/api/auth/login",
                        "{\"username\":\"admin\",\"password\":\"" + System.getProperty("signalbox.password") + "\"}",
                        "")
                .json()
                .getString("token");
    }

    @AfterAll
    static void close() {
        List.of("claude-code", "gemini-cli", "codex", "qwen").forEach(Gateway.running()::disconnect);
        vendor.close();
    }

    private static Answer post(String path, String body, String bearer) {
        return send(path, "POST", body, bearer);
    }

    private static Answer send(String path, String method, String body, String bearer) {
        var request = HttpRequest.newBuilder(URI.create(GATEWAY + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer start(String provider) {
        return post("/api/oauth/" + provider + "/start", "{\"acceptTerms\":true}", token);
    }

    private static Answer complete(String provider, String transaction, String callback) {
        var body = Json.createObjectBuilder().add("transaction", transaction);
        if (!callback.isEmpty()) {
            body.add("callbackUrl", callback);
        }
        return post("/api/oauth/" + provider + "/complete", body.build().toString(), token);
    }

    private static String person() {
        var who = "it-" + UUID.randomUUID();
        vendor.authority().person(who);
        return who;
    }

    @Test
    void signsInInTheBrowserAndSaysPlainlyWhatGoesWrong() {
        var who = person();
        var begun = start("cc").json();
        var transaction = begun.getString("transaction");
        assertThat(complete("cc", transaction, "").status()).isEqualTo(202);
        var back = vendor.agree(URI.create(begun.getString("authorizeUrl")));
        assertThat(complete("cc", transaction, back.replaceAll("state=[^&]+", "state=" + "x".repeat(43)))
                        .status())
                .isEqualTo(400);
        assertThat(complete("cc", UUID.randomUUID().toString(), back).status()).isEqualTo(404);

        var account = complete("cc", transaction, back);

        assertThat(account.status()).as(account.body()).isEqualTo(201);
        assertThat(account.json().getString("provider")).isEqualTo("claude-code");
        assertThat(account.json().getString("kind")).isEqualTo("oauth");
        assertThat(account.json().getString("status")).isEqualTo("ready");
        assertThat(account.json().getJsonObject("details").getString("email")).isEqualTo(who + "@example.org");
        assertThat(account.body()).doesNotContain("access-", "refresh-");
        assertThat(complete("cc", transaction, back).status()).isEqualTo(409);
        assertThat(complete("cc", transaction, "").status()).isEqualTo(201);

        var declined = start("cc").json();
        var no = vendor.decline(URI.create(declined.getString("authorizeUrl")));
        assertThat(complete("cc", declined.getString("transaction"), no).status())
                .isEqualTo(403);
    }

    @Test
    void whatIsGoodForOneUseIsSentOnceOverAConnectionOfItsOwn() {
        person();
        var begun = start("cc").json();
        var back = vendor.agree(URI.create(begun.getString("authorizeUrl")));
        var code = VendorEmulator.query(URI.create(back).getRawQuery()).get("code");
        vendor.hangUpOn(code);

        var answer = complete("cc", begun.getString("transaction"), back);

        assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(500);
        assertThat(vendor.unanswered()).hasSize(1);
        assertThat(vendor.unanswered().getFirst().headers()).containsEntry("connection", "close");
    }

    @Test
    void theBrowsersWayBackEndsHereOnThisMachine() throws Exception {
        var who = person();
        var begun = start("gemini-cli").json();
        var back = vendor.agree(URI.create(begun.getString("authorizeUrl")));
        if (!begun.getBoolean("listening")) {
            assertThat(complete("gemini-cli", begun.getString("transaction"), back)
                            .status())
                    .isEqualTo(201);
            return; // somebody else is at the port that the vendor prescribes
        }

        var page = CLIENT.send(HttpRequest.newBuilder(URI.create(back)).build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains(who);
        var account = complete("gemini-cli", begun.getString("transaction"), "");
        assertThat(account.status()).isEqualTo(201);
        assertThat(account.json().getJsonObject("details").getString("projectId"))
                .isEqualTo("made-for-" + who);
        assertThat(CLIENT.send(HttpRequest.newBuilder(URI.create(back)).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void wrongAccountsAndTermsAreRefused() {
        var first = person();
        var begun = start("codex").json();
        var account = complete(
                        "codex",
                        begun.getString("transaction"),
                        vendor.agree(URI.create(begun.getString("authorizeUrl"))))
                .json();
        assertThat(account.getJsonObject("details").getString("email")).startsWith(first);
        person();
        var again = post(
                        "/api/oauth/codex/start",
                        "{\"acceptTerms\":true,\"account\":\"" + account.getString("id") + "\"}",
                        token)
                .json();
        var wrong = complete(
                "codex", again.getString("transaction"), vendor.agree(URI.create(again.getString("authorizeUrl"))));

        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.body()).contains("Somebody else signed in");
        assertThat(post("/api/oauth/codex/start", "{}", token).status()).isEqualTo(422);
        assertThat(post("/api/oauth/openai/start", "{\"acceptTerms\":true}", token)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aRevokedGrantTurnsIntoASignInAndIsNotTriedAgain() {
        person();
        vendor.authority().life(Duration.ofSeconds(20)); // too short to be sent: the first call renews it
        var begun = start("qwen").json();
        vendor.authority().approve(begun.getString("userCode"));
        var account = awaited("qwen", begun.getString("transaction"));
        vendor.authority().life(Duration.ofHours(8));
        var key = post("/api/keys", "{\"name\":\"sign-in " + UUID.randomUUID() + "\"}", token)
                .json()
                .getString("key");
        assertThat(ask(key).status()).isEqualTo(200);

        vendor.authority().life(Duration.ofSeconds(20));
        send("/api/providers/" + account.getString("id"), "DELETE", "", token);
        begun = start("qwen").json();
        vendor.authority().approve(begun.getString("userCode"));
        account = awaited("qwen", begun.getString("transaction"));
        vendor.authority().revokeAll();
        var calls = vendor.calls("/api/v1/oauth2/token");

        assertThat(ask(key).status()).isNotEqualTo(200);
        assertThat(ask(key).status()).isNotEqualTo(200);

        assertThat(vendor.calls("/api/v1/oauth2/token")).isLessThanOrEqualTo(calls + 1);
        var shown = send("/api/providers/" + account.getString("id"), "GET", "", token);
        assertThat(shown.body()).contains("\"status\":\"needs-sign-in\"", "invalid_grant");
        send("/api/providers/" + account.getString("id"), "DELETE", "", token);
        vendor.authority().life(Duration.ofHours(8));
    }

    private static Answer ask(String key) {
        return post(
                "/v1/chat/completions",
                "{\"model\":\"qw/qwen3-coder-plus\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                key);
    }

    private static JsonObject awaited(String provider, String transaction) {
        var answer = Eventually.seen(() -> complete(provider, transaction, ""), seen -> seen.status() != 202);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void theCatalogueSaysHowAndOnWhatTerms() {
        var catalogue = send("/api/catalogue", "GET", "", token).json();
        var claude = catalogue.getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getString("id").equals("claude-code"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("signInOffer");

        assertThat(claude.getString("terms")).isNotBlank();
        assertThat(claude.getJsonObject("restriction").getString("kind")).isEqualTo("own-client-only");
        assertThat(claude.getJsonObject("restriction").getString("since")).isEqualTo("2026-02-18");
        assertThat(claude.getJsonArray("methods")).hasSize(2);
    }
}
