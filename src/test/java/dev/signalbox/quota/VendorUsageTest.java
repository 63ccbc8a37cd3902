package dev.signalbox.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SecretKind;
import dev.signalbox.account.SignedIn;
import dev.signalbox.catalog.UsageEndpoints;
import dev.signalbox.signin.TestWire;
import dev.signalbox.signin.UsagePages;
import dev.signalbox.signin.VendorEmulator;
import dev.signalbox.signin.VendorHttp;
import dev.signalbox.vault.Secret;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VendorUsageTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<VendorUsage> VENDORS = List.of(
            new ClaudeUsage(),
            new CodexUsage(),
            new CopilotUsage(),
            new AntigravityUsage(),
            new CodeAssistUsage(),
            new KiroUsage(),
            new GlmUsage(),
            new MiniMaxUsage(),
            new KimiUsage());

    private final VendorEmulator emulator = new VendorEmulator();
    private final UsageQuestions questions = questions(emulator.address());

    private static UsageQuestions questions(String via) {
        return new UsageQuestions(
                new UsageEndpoints(key ->
                        key.equals("signalbox.usage-endpoint.via") ? Optional.of(via) : Optional.<String>empty()),
                new VendorHttp(TestWire::send),
                account -> account,
                refused -> false,
                VENDORS,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    static HeldAccount account(String provider, String token) {
        var kind = provider.startsWith("glm") || provider.startsWith("minimax") || provider.equals("kimi")
                ? CredentialKind.API_KEY
                : CredentialKind.OAUTH;
        var secret = kind == CredentialKind.API_KEY ? SecretKind.API_KEY : SecretKind.ACCESS_TOKEN;
        return new HeldAccount(
                UUID.randomUUID(),
                provider,
                "a",
                1,
                kind,
                Map.of(secret, Secret.of(token)),
                Map.of(
                        "chatgptAccountId", "workspace-1",
                        "projectId", "some-project",
                        "region", "us-east-1",
                        "profileArn", "arn:aws:codewhisperer:us-east-1:1:profile/P"),
                null,
                null,
                SignedIn.ok());
    }

    record Expected(String provider, List<String> windows) {}

    static Stream<Expected> vendors() {
        return Stream.of(
                new Expected(
                        "claude-code", List.of("7d null 0.36 LATER", "7d_opus *opus* 0.80 LATER", "5h null 0.25 SOON")),
                new Expected(
                        "codex",
                        List.of("5h null 0.25 SOON", "7d null 0.24 LATER", "5h gpt-5.3-codex-spark 0.03 SOON")),
                new Expected("github-copilot", List.of("premium_interactions null 0.25 LATER")),
                new Expected("antigravity", List.of("quota claude-sonnet-4-6 0.25 SOON")),
                new Expected(
                        "gemini-cli",
                        List.of("requests gemini-2.5-pro 0.25 SOON", "requests gemini-2.5-flash 0.50 SOON")),
                new Expected("kiro", List.of("credit null 0.25 LATER")),
                new Expected("glm", List.of("5h null 0.25 SOON", "7d null 0.40 LATER")),
                new Expected("glm-cn", List.of("5h null 0.25 SOON", "7d null 0.40 LATER")),
                new Expected("minimax", List.of("5h MiniMax-M* 0.25 SOON", "7d MiniMax-M* 0.40 LATER")),
                new Expected("minimax-cn", List.of("5h MiniMax-M* 0.25 SOON", "7d MiniMax-M* 0.40 LATER")),
                new Expected("kimi", List.of("7d null 0.26 LATER", "5h null 0.25 SOON")));
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void asksAsTheVendorWantsItAndReadsTheWindows(Expected expected) {
        var windows = questions.ask(account(expected.provider(), "key-1"));

        assertThat(windows.stream().map(VendorUsageTest::brief))
                .containsExactlyInAnyOrderElementsOf(expected.windows());
        assertThat(windows).allMatch(window -> window.source() == QuotaSource.VENDOR);
    }

    private static String brief(QuotaWindow window) {
        var left = window.remainingShare();
        assertThat(left).isPresent();
        var reset = window.resetsAt();
        var when = near(reset, UsagePages.SOON) ? "SOON" : near(reset, UsagePages.LATER) ? "LATER" : reset;
        return String.format(Locale.ROOT, "%s %s %.2f %s", window.name(), window.model(), 1 - left.getAsDouble(), when);
    }

    private static boolean near(Instant reset, Instant expected) {
        return reset != null && Duration.between(reset, expected).abs().compareTo(Duration.ofSeconds(2)) < 0;
    }

    @Test
    void saysWhyAVendorDoesNotTell() {
        emulator.usage().broken("key-broken", 503);
        assertThatThrownBy(() -> questions.ask(account("kimi", "key-broken")))
                .isInstanceOf(UsageRefused.class)
                .hasMessageContaining("503");
        assertThatThrownBy(() -> questions.ask(account("codex", "unknown-token")))
                .isInstanceOf(UsageRefused.class)
                .hasMessageContaining("401");
        assertThatThrownBy(() -> questions("http://127.0.0.1:1").ask(account("glm", "key-1")))
                .isInstanceOf(UsageRefused.class);
    }

    @Test
    void asksOnceMoreWithARenewedToken() {
        var good = account("codex", "key-renewed");
        var asker = new UsageQuestions(
                new UsageEndpoints(
                        key -> key.endsWith(".via") ? Optional.of(emulator.address()) : Optional.<String>empty()),
                new VendorHttp(TestWire::send),
                account -> emulator.calls("/wham/usage") == 0 ? account : good,
                refused -> true,
                VENDORS,
                Clock.systemUTC());

        assertThat(asker.ask(account("codex", "expired"))).isNotEmpty();
        assertThat(emulator.calls("/wham/usage")).isEqualTo(2);
    }

    @Test
    void asksOnlyAccountsWithATokenThatTheVendorTakes() {
        var key = HeldAccount.withKey(UUID.randomUUID(), "github-copilot", "a", 1, Secret.of("copilot-token"));
        assertThat(questions.answered(key)).isFalse();
        assertThat(questions.answered(account("github-copilot", "t"))).isTrue();
        assertThat(questions.answered(account("anthropic", "t"))).isFalse();
        assertThat(questions.answered(HeldAccount.withKey(UUID.randomUUID(), "glm", "a", 1, null)))
                .isFalse();
    }

    private static List<QuotaWindow> read(VendorUsage vendor, String answer) {
        try (var reader = Json.createReader(new StringReader(answer))) {
            return vendor.read(new Facts(reader.readObject()), NOW);
        }
    }

    @Test
    void whatIsMissingIsNotZero() {
        for (var vendor : VENDORS) {
            assertThat(read(vendor, "{}")).as(vendor.id()).isEmpty();
        }
        assertThat(read(new ClaudeUsage(), "{\"five_hour\": null, \"seven_day\": {\"resets_at\": null}}"))
                .isEmpty();
        assertThat(read(new CodexUsage(), "{\"rate_limit\": {\"primary_window\": null, \"secondary_window\": {}}}"))
                .isEmpty();
        assertThat(read(new AntigravityUsage(), "{\"models\": {\"m\": {\"quotaInfo\": {}}, \"n\": null}}"))
                .isEmpty();
        assertThat(read(new CodeAssistUsage(), "{\"buckets\": [{\"modelId\": \"m\"}, {\"remainingFraction\": 1}, 3]}"))
                .isEmpty();
        assertThat(read(new KiroUsage(), "{\"usageBreakdownList\": [{\"usageLimit\": 50}]}"))
                .isEmpty();
        assertThat(read(new MiniMaxUsage(), "{\"model_remains\": [{\"model_name\": \"general\"}]}"))
                .isEmpty();
        assertThat(read(new KimiUsage(), "{\"usage\": {\"limit\": \"100\"}, \"limits\": [{}]}"))
                .isEmpty();
        assertThat(read(new CopilotUsage(), "{\"quota_snapshots\": {\"chat\": {\"quota_id\": \"chat\"}}}"))
                .singleElement()
                .satisfies(window -> {
                    assertThat(window.used()).isNull();
                    assertThat(window.limit()).isNull();
                    assertThat(window.resetsAt()).isNull();
                });
    }

    @Test
    void readsAFiveHourWindowThatHasNotBegun() {
        var window = read(new ClaudeUsage(), "{\"five_hour\": {\"utilization\": 0, \"resets_at\": null}}")
                .getFirst();
        assertThat(window.used()).isZero();
        assertThat(window.resetsAt()).isNull();
        assertThat(window.length()).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void whatGoesOnBeyondItsLimitKeepsNothingAway() {
        var claude = """
            {"five_hour": {"utilization": 100, "resets_at": "2026-11-23T12:00:00Z"}, "extra_usage": {"is_enabled": %s}}
            """;
        assertThat(read(new ClaudeUsage(), claude.formatted(true)).getFirst().usedUp(NOW))
                .isFalse();
        assertThat(read(new ClaudeUsage(), claude.formatted(false)).getFirst().usedUp(NOW))
                .isTrue();
        var codex = """
            {"rate_limit": {"allowed": %s, "primary_window": {"used_percent": 100, "reset_after_seconds": 60}}}
            """;
        assertThat(read(new CodexUsage(), codex.formatted(true)).getFirst().usedUp(NOW))
                .isFalse();
        var refused = read(new CodexUsage(), codex.formatted(false)).getFirst();
        assertThat(refused.usedUp(NOW)).isTrue();
        assertThat(refused.name()).isEqualTo("primary");
        assertThat(refused.resetsAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aFamilysWindowCoversItsModelsOnly() {
        var opus = read(new ClaudeUsage(), "{\"seven_day_opus\": {\"utilization\": 100, \"resets_at\": 1795500000}}")
                .getFirst();
        assertThat(opus.covers("claude-opus-5")).isTrue();
        assertThat(opus.covers("claude-sonnet-5")).isFalse();
        var text = read(new MiniMaxUsage(), """
            {"model_remains": [{"model_name": "MiniMax-M*", "current_interval_remaining_percent": 0,
               "current_interval_total_count": 100, "current_interval_usage_count": 70, "remains_time": 60000}]}
            """).getFirst();
        assertThat(text.covers("MiniMax-M2.5")).isTrue();
        assertThat(text.covers("speech-hd")).isFalse();
        assertThat(text.usedUp(NOW)).as("percentages count more than counts").isTrue();
        assertThat(text.resetsAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aTrialIsUsedBeforeTheMonth() {
        var kiro = """
            {"nextDateReset": 1.7966880E9, "usageBreakdownList": [{"resourceType": "CREDIT", "currentUsage": 50,
             "usageLimit": 50, "freeTrialInfo": {"freeTrialStatus": "ACTIVE", "freeTrialExpiry": 1.7959E9,
             "currentUsage": %d, "usageLimit": 500}}]}
            """;
        var windows = read(new KiroUsage(), kiro.formatted(499));
        assertThat(windows).extracting(QuotaWindow::name).containsExactly("credit", "credit-trial");
        assertThat(windows).noneMatch(window -> window.usedUp(NOW));
        assertThat(windows.getFirst().resetsAt()).isEqualTo(Instant.ofEpochSecond(1796688000));
        assertThat(read(new KiroUsage(), kiro.formatted(500)).getFirst().usedUp(NOW))
                .isTrue();
    }

    @Test
    void readsCopilotsFreePlan() {
        var windows = read(new CopilotUsage(), """
            {"access_type_sku": "free_limited_copilot", "limited_user_reset_date": "2026-12-01",
             "monthly_quotas": {"chat": 50, "completions": 2000}, "limited_user_quotas": {"chat": 0}}
            """);
        assertThat(windows).extracting(QuotaWindow::name).containsExactlyInAnyOrder("chat", "completions");
        assertThat(windows)
                .filteredOn(window -> window.name().equals("chat"))
                .singleElement()
                .satisfies(chat -> {
                    assertThat(chat.usedUp(NOW)).isTrue();
                    assertThat(chat.resetsAt()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
                });
        assertThat(windows)
                .filteredOn(window -> window.name().equals("completions"))
                .allMatch(window -> window.used() == null);
    }

    @Test
    void seesARefusalInTheGuiseOfASuccess() {
        assertThatThrownBy(() -> read(new GlmUsage(), "{\"code\": 1001, \"msg\": \"no plan\", \"success\": false}"))
                .hasMessage("no plan");
        assertThatThrownBy(() -> read(
                        new MiniMaxUsage(),
                        "{\"base_resp\": {\"status_code\": 1004, \"status_msg\": \"cookie missing\"}}"))
                .hasMessage("cookie missing");
    }

    @Test
    void anAddressMayBeAnother() {
        var endpoints = new UsageEndpoints(key -> key.equals("signalbox.usage-endpoint.kimi.url")
                ? Optional.of(" https://other.example/u ")
                : Optional.<String>empty());
        assertThat(endpoints.of("kimi").orElseThrow().address()).isEqualTo("https://other.example/u");
        assertThat(endpoints.of("codex").orElseThrow().address()).startsWith("https://chatgpt.com/");
        assertThat(endpoints.of("openai")).isEmpty();
    }
}
