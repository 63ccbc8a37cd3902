package dev.signalbox.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.TestPostgres;
import dev.signalbox.gateway.Eventually;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of the gateway on one PostgreSQL: a token is renewed once for both, and a killed process loses no account.
 * A sign-in may take a minute at the second, so that what was begun before the wait for a token's age has expired after it.
 */
class TwoGatewaysIT {
    private static final String MODEL = "qw/qwen3-coder-plus";
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration WAIT = Duration.ofSeconds(61);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final VendorEmulator vendor = new VendorEmulator();

    /** Sign-ins that nobody ends in time, and where the browser would have come back to in one of them. */
    private record Late(String browser, String callback, String device) {}

    private Map<String, String> settings(EmbeddedPostgres database) {
        return Map.of(
                "DATABASE_URL",
                database.getJdbcUrl("postgres", "postgres"),
                "DATABASE_USER",
                "postgres",
                "DATABASE_PASSWORD",
                "postgres",
                "MASTER_KEY",
                Base64.getEncoder().encodeToString(new byte[32]),
                "SIGNALBOX_SIGN_IN_VIA",
                vendor.address(),
                "SIGNALBOX_CATALOGUE_QWEN_BASE_URL",
                vendor.address() + "/model.example/v1");
    }

    /** With a minute for each sign-in, and a port of this test's where the browser comes back to. */
    private static Map<String, String> hurried(Map<String, String> settings, int callbackPort) {
        var all = new HashMap<>(settings);
        all.put("SIGNALBOX_SIGN_IN_LIFETIME", "PT1M");
        all.put("SIGNALBOX_SIGN_IN_CODEX_REDIRECT_URI", "http://localhost:" + callbackPort + "/auth/callback");
        return all;
    }

    /** Two servers have to start on whatever machine this is. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aTokenIsRenewedOnceAndAKilledProcessLosesNoAccount() throws Exception {
        int callbackPort = SecondServer.freePort(20_000, 22_000);
        try (var database = TestPostgres.start();
                var one = SecondServer.start(folder.resolve("one"), settings(database));
                var two = SecondServer.start(folder.resolve("two"), hurried(settings(database), callbackPort));
                vendor) {
            vendor.authority().life(SHORT);
            signIn(one);
            var key = one.manage(
                            "/api/keys",
                            Json.createObjectBuilder().add("name", "it").build())
                    .json()
                    .getString("key");
            awaitAccountAndKey(two, key);

            fiftyCallsLeadToOneRefresh(one, two, key);
            var late = begun(two, callbackPort);
            aKilledProcessLosesNothing(one, two, key);
            whatWasBegunBeforeTheWaitHasExpired(two, late);
        }
    }

    private void fiftyCallsLeadToOneRefresh(SecondServer one, SecondServer two, String key) throws Exception {
        vendor.authority().slowness(Duration.ofMillis(700));
        vendor.authority().fromNowOn(Duration.ofHours(8));

        var answers = together(50, i -> (i % 2 == 0 ? one : two).ask(key, MODEL));

        assertThat(answers).extracting(SecondServer.Answer::status).containsOnly(200);
        assertThat(vendor.authority().refreshes()).isEqualTo(1);
        assertThat(vendor.authority().refused()).isEmpty();
    }

    private void aKilledProcessLosesNothing(SecondServer one, SecondServer two, String key) throws Exception {
        // every token is taken back: the next call is refused and leads to a refresh, once the last one is a minute old
        Thread.sleep(WAIT);
        vendor.authority().forgetAccess();
        vendor.authority().forgetRefreshes();
        vendor.authority().slowness(Duration.ofSeconds(30));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var cutOff = threads.submit(() -> one.ask(key, MODEL));
            awaitRefresh();
            one.kill(); // the vendor has made the new tokens, and nobody has them yet
            vendor.authority().slowness(Duration.ZERO);
            assertThat(cutOff).failsWithin(Duration.ofMinutes(1));
        }

        var answer = two.ask(key, MODEL);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(vendor.authority().refused()).isEmpty();
        assertThat(accounts(two)).singleElement().asString().contains("\"status\":\"ready\"");
    }

    private static SecondServer.Answer start(SecondServer server, String provider, String method) {
        return server.manage(
                "/api/oauth/" + provider + "/start",
                Json.createObjectBuilder()
                        .add("acceptTerms", true)
                        .add("method", method)
                        .build());
    }

    /** The vendor is not asked: what it would say comes too late. */
    private Late begun(SecondServer server, int callbackPort) {
        var browser = start(server, "codex", "browser");
        assertThat(browser.status()).as(browser.body()).isEqualTo(200);
        assertThat(browser.json().getBoolean("listening")).isTrue();
        var device = start(server, "qwen", "device");
        assertThat(device.status()).as(device.body()).isEqualTo(200);
        var state = browser.json().getString("authorizeUrl").replaceFirst(".*[?&]state=([^&]+).*", "$1");
        return new Late(
                browser.json().getString("transaction"),
                "http://localhost:" + callbackPort + "/auth/callback?code=late&state=" + state,
                device.json().getString("transaction"));
    }

    /** By the address that is pasted, by looking whether it is done, and by the browser on this machine. */
    private static void whatWasBegunBeforeTheWaitHasExpired(SecondServer server, Late late) throws Exception {
        expired(complete(server, "codex", late.browser(), late.callback()));
        expired(complete(server, "codex", late.browser(), ""));
        expired(complete(server, "qwen", late.device(), ""));
        try (var client = HttpClient.newHttpClient()) {
            var page = client.send(
                    HttpRequest.newBuilder(URI.create(late.callback().replace("//localhost:", "//127.0.0.1:")))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(400);
            assertThat(page.body()).contains("This sign-in has expired. Begin again.");
        }
        assertThat(accounts(server)).hasSize(1);
    }

    private static SecondServer.Answer complete(
            SecondServer server, String provider, String transaction, String callback) {
        var body = Json.createObjectBuilder().add("transaction", transaction);
        if (!callback.isEmpty()) {
            body.add("callbackUrl", callback);
        }
        return server.manage("/api/oauth/" + provider + "/complete", body.build());
    }

    private static void expired(SecondServer.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(410);
        assertThat(answer.json().getString("detail")).isEqualTo("This sign-in has expired. Begin again.");
    }

    private void signIn(SecondServer server) {
        var start = server.manage(
                "/api/oauth/qwen/start",
                Json.createObjectBuilder().add("acceptTerms", true).build());
        assertThat(start.status()).as(start.body()).isEqualTo(200);
        var begun = start.json();
        vendor.authority().approve(begun.getString("userCode"));
        var transaction = Json.createObjectBuilder()
                .add("transaction", begun.getString("transaction"))
                .build();
        var answer = Eventually.seen(
                () -> server.manage("/api/oauth/qwen/complete", transaction), seen -> seen.status() != 202);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static List<JsonValue> accounts(SecondServer server) {
        return server.manage("/api/providers", JsonValue.NULL).json().getJsonArray("items");
    }

    /** The other gateway looks at the database every few seconds. */
    private static void awaitAccountAndKey(SecondServer server, String key) {
        assertThat(Eventually.seen(
                        () -> server.models(key), models -> models.body().contains(MODEL)))
                .satisfies(models -> assertThat(models.body()).contains(MODEL));
        assertThat(accounts(server)).hasSize(1);
    }

    private void awaitRefresh() {
        assertThat(Eventually.seen(() -> vendor.authority().refreshes(), refreshes -> refreshes > 0))
                .isEqualTo(1);
    }

    /** What each of the calls answers that are made at once. */
    private static <T> List<T> together(int times, java.util.function.IntFunction<T> call) throws Exception {
        var answers = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> call.apply(i)))
                    .toList();
            for (var one : running) {
                answers.add(one.get());
            }
        }
        return answers;
    }
}
