package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Eventually;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.signin.UsagePages;
import dev.signalbox.signin.VendorEmulator;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendors' usage endpoints, asked by the running gateway. */
class VendorUsageIT {
    private static final ClientCall CALL = ClientCall.of(Protocol.OPENAI_CHAT);
    private static final List<String> PROVIDERS =
            List.of("codex", "antigravity", "gemini-cli", "kiro", "glm", "glm-cn", "minimax", "minimax-cn", "kimi");

    private static VendorEmulator vendor;

    private final Gateway gateway = Gateway.running();

    @BeforeAll
    static void open() {
        vendor = VendorEmulator.ofTheGateway();
    }

    @AfterAll
    static void close() {
        vendor.close();
    }

    @AfterEach
    void disconnect() {
        PROVIDERS.forEach(gateway::disconnect);
    }

    private String connect(String provider, String key) {
        var account = Gateway.object()
                .put("provider", provider)
                .put("name", Gateway.unique())
                .put("apiKey", key)
                .put("priority", 1);
        var details = account.putObject("details");
        switch (provider) {
            case "codex" -> details.put("chatgptAccountId", "workspace-1");
            case "antigravity", "gemini-cli" -> details.put("projectId", "some-project");
            case "kiro" -> details.put("profileArn", "arn:aws:codewhisperer:us-east-1:1:profile/P");
            default -> account.remove("details");
        }
        return gateway.manage("POST", "/api/providers", account, 201).path("id").asText();
    }

    private static String key() {
        return "key-" + Gateway.unique();
    }

    /** Looks at an account's quota until it is as expected: looking is what makes the gateway ask. */
    private JsonNode quota(String account, Predicate<JsonNode> expected) {
        var seen = Eventually.seen(() -> gateway.manage("GET", "/api/usage/" + account, null, 200), expected);
        assertThat(expected.test(seen)).as("%s", seen).isTrue();
        return seen;
    }

    private HttpResponse<byte[]> ask(String model) {
        return gateway.call(CALL.path(model, false), CALL.body(model, "Hello", false));
    }

    private static String route(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("x-signalbox-route").orElse("status " + answer.statusCode());
    }

    @Test
    void everyVendorSaysWhatAnAccountHasLeftAndWhenItResets() {
        var accounts =
                PROVIDERS.stream().map(provider -> connect(provider, key())).toList();
        for (var account : accounts) {
            var quota = quota(account, seen -> seen.path("known").asBoolean());
            assertThat(quota.at("/vendor/failure").isNull()).as("%s", quota).isTrue();
            assertThat(quota.path("windows"))
                    .as("%s", quota)
                    .allMatch(window -> window.path("source").asText().equals("vendor"))
                    .allMatch(window -> window.path("usedShare").asDouble() > 0)
                    .allMatch(window ->
                            soonOrLater(Instant.parse(window.path("resetsAt").asText())));
        }
    }

    private static boolean soonOrLater(Instant reset) {
        return Duration.between(reset, UsagePages.SOON).abs().toMinutes() < 1
                || Duration.between(reset, UsagePages.LATER).abs().toMinutes() < 1;
    }

    @Test
    void whoIsUsedUpIsSkippedWithoutACallAndReturnsAtItsReset() {
        try (var other = new ScriptedProvider()) {
            var prefix = Gateway.unique();
            gateway.connect(Protocol.OPENAI_CHAT, other.baseUrl(), prefix, "key");
            var key = key();
            var account = connect("glm-cn", key);
            var combo = gateway.combo("glm-cn/glm-5.2", prefix + "/m");
            vendor.usage().used(key, 1);
            vendor.usage().resetsIn(key, Duration.ofSeconds(12));

            var known = quota(account, seen -> seen.path("known").asBoolean());
            var answer = ask(combo);

            var reset = Instant.parse(known.at("/windows/0/resetsAt").asText());
            if (Instant.now().isBefore(reset)) { // or else this machine took 12 seconds for one request
                assertThat(route(answer)).isEqualTo(prefix + "/m");
                assertThat(vendor.usage().completions(key))
                        .as("no call to find out")
                        .isZero();
                assertThat(gateway.logged(answer).at("/candidates/1/reason").asText())
                        .startsWith("window 5h is used up, resets in ");
            }
            vendor.usage().used(key, 0.1);
            assertThat(Eventually.seen(() -> route(ask(combo)), "glm-cn/glm-5.2"::equals))
                    .isEqualTo("glm-cn/glm-5.2");
            assertThat(vendor.usage().completions(key)).isPositive();
            assertThat(Instant.now()).isAfterOrEqualTo(reset.minusSeconds(1));
        }
    }

    @Test
    void aVendorsFailureIsShownAndLeavesWhatIsKnown() {
        var key = key();
        vendor.usage().broken(key, 503);
        var account = connect("kimi", key);
        var failed = quota(account, seen -> !seen.path("vendor").isNull());
        assertThat(failed.at("/vendor/failure").asText()).contains("503");
        assertThat(failed.path("known").asBoolean()).isFalse();
        assertThat(Instant.parse(failed.at("/vendor/nextAt").asText()))
                .isAfter(Instant.parse(failed.at("/vendor/askedAt").asText()).plusSeconds(60));
    }
}
