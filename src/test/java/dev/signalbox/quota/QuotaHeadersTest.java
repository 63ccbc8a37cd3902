package dev.signalbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaHeadersTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static List<QuotaWindow> read(Map<String, String> headers) {
        return QuotaHeaders.read(headers, "m", NOON);
    }

    private static QuotaWindow named(List<QuotaWindow> windows, String name) {
        return windows.stream()
                .filter(window -> window.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsOpenAi() {
        var windows = read(Map.of(
                "x-ratelimit-limit-requests", "10000",
                "x-ratelimit-remaining-requests", "9999",
                "x-ratelimit-reset-requests", "8.64s",
                "x-ratelimit-limit-tokens", "200000",
                "x-ratelimit-remaining-tokens", "0",
                "x-ratelimit-reset-tokens", "6m0s"));

        assertThat(windows).hasSize(2);
        var requests = named(windows, "requests");
        assertThat(requests.unit()).isEqualTo(QuotaUnit.REQUESTS);
        assertThat(requests.model()).isEqualTo("m");
        assertThat(requests.limit()).isEqualTo(10_000);
        assertThat(requests.used()).isEqualTo(1);
        assertThat(requests.resetsAt()).isEqualTo(NOON.plusMillis(8640));
        assertThat(requests.lapses()).as("a brake, no allowance").isFalse();
        var tokens = named(windows, "tokens");
        assertThat(tokens.resetsAt()).isEqualTo(NOON.plusSeconds(360));
        assertThat(tokens.usedUp(NOON)).isTrue();
        assertThat(tokens.usedUp(NOON.plusSeconds(360))).isFalse();
    }

    @Test
    void readsGroqsDailyRequests() {
        var requests = named(
                read(Map.of(
                        "x-ratelimit-limit-requests", "14400",
                        "x-ratelimit-remaining-requests", "14370",
                        "x-ratelimit-reset-requests", "2h59m56.56s")),
                "requests");
        assertThat(requests.used()).isEqualTo(30);
        assertThat(requests.resetsAt())
                .isEqualTo(NOON.plus(Duration.ofMillis(((2 * 60 + 59) * 60 + 56) * 1000L + 560)));
        assertThat(requests.lapses()).isTrue();
    }

    @Test
    void readsPeriodsInTheNames() {
        var windows = read(Map.of(
                "x-ratelimit-limit-requests-day", "1000",
                "x-ratelimit-remaining-requests-day", "400",
                "x-ratelimit-reset-requests-day", "33011.382867",
                "x-ratelimit-limit-req-minute", "60",
                "x-ratelimit-remaining-req-minute", "59"));
        assertThat(named(windows, "requests-day").length()).isEqualTo(Duration.ofDays(1));
        assertThat(named(windows, "requests-day").resetsAt()).isEqualTo(NOON.plusMillis(33_011_383));
        assertThat(named(windows, "req-minute").length()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsAnthropicApiKeys() {
        var windows = read(Map.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "49",
                "anthropic-ratelimit-requests-reset", "2026-11-22T12:00:01Z",
                "anthropic-ratelimit-input-tokens-limit", "30000",
                "anthropic-ratelimit-input-tokens-remaining", "29000",
                "anthropic-ratelimit-input-tokens-reset", "2026-11-22T12:00:02Z"));
        assertThat(named(windows, "requests").used()).isEqualTo(1);
        assertThat(named(windows, "input-tokens").unit()).isEqualTo(QuotaUnit.TOKENS);
        assertThat(named(windows, "input-tokens").used()).isEqualTo(1000);
        assertThat(named(windows, "input-tokens").resetsAt()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void readsAnthropicSubscriptions() {
        var reset = Long.toString(NOON.plus(Duration.ofHours(3)).getEpochSecond());
        var windows = read(Map.of(
                "anthropic-ratelimit-unified-status", "allowed_warning",
                "anthropic-ratelimit-unified-5h-utilization", "0.42",
                "anthropic-ratelimit-unified-5h-reset", reset,
                "anthropic-ratelimit-unified-5h-status", "allowed",
                "anthropic-ratelimit-unified-7d-utilization", "0.97",
                "anthropic-ratelimit-unified-7d-status", "rejected",
                "anthropic-ratelimit-unified-7d-reset", reset,
                "anthropic-ratelimit-unified-7d_opus-utilization", "0.1"));
        var five = named(windows, "5h");
        assertThat(five.model()).as("the whole account").isNull();
        assertThat(five.unit()).isEqualTo(QuotaUnit.FRACTION);
        assertThat(five.remainingShare()).hasValue(0.58);
        assertThat(five.length()).isEqualTo(Duration.ofHours(5));
        assertThat(five.resetsAt()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        assertThat(named(windows, "7d").usedUp(NOON)).as("rejected is used up").isTrue();
        assertThat(named(windows, "7d_opus").model()).isEqualTo("m");
        assertThat(named(windows, "7d_opus").resetsAt()).as("not told").isNull();
    }

    @Test
    void whatMayBeExceededIsNoGate() {
        var reset = Long.toString(NOON.plus(Duration.ofHours(3)).getEpochSecond());
        var windows = read(Map.of(
                "anthropic-ratelimit-unified-5h-utilization", "1.0",
                "anthropic-ratelimit-unified-5h-reset", reset,
                "anthropic-ratelimit-unified-overage-status", "allowed"));
        assertThat(windows)
                .singleElement()
                .satisfies(w -> assertThat(w.usedUp(NOON)).isFalse());
    }

    @Test
    void readsCodex() {
        var windows = read(Map.of(
                "x-codex-primary-used-percent", "12.5",
                "x-codex-primary-window-minutes", "300",
                "x-codex-primary-reset-after-seconds", "600",
                "x-codex-secondary-used-percent", "100",
                "x-codex-secondary-window-minutes", "10080",
                "x-codex-secondary-reset-at", Long.toString(NOON.plusSeconds(60).getEpochSecond())));
        assertThat(named(windows, "5h").remainingShare()).hasValue(0.875);
        assertThat(named(windows, "5h").resetsAt()).isEqualTo(NOON.plusSeconds(600));
        assertThat(named(windows, "7d").usedUp(NOON)).isTrue();
    }

    @Test
    void readsTheDraftStandardAndPlainNames() {
        var draft = read(Map.of("ratelimit-limit", "100", "ratelimit-remaining", "60", "ratelimit-reset", "50"));
        assertThat(named(draft, "requests").used()).isEqualTo(40);
        assertThat(named(draft, "requests").resetsAt()).isEqualTo(NOON.plusSeconds(50));
        var millis = Long.toString(NOON.plusSeconds(90).toEpochMilli());
        var plain = read(Map.of("x-ratelimit-limit", "20", "x-ratelimit-remaining", "0", "x-ratelimit-reset", millis));
        assertThat(named(plain, "requests").resetsAt()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void measuresAgainstTheProvidersOwnClock() {
        var windows = read(Map.of(
                "date", "Sun, 22 Nov 2026 13:00:00 GMT",
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "0",
                "anthropic-ratelimit-requests-reset", "2026-11-22T13:00:30Z"));
        assertThat(named(windows, "requests").resetsAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void unknownIsNotZero() {
        var limitOnly = read(Map.of("x-ratelimit-limit-requests", "100"));
        assertThat(named(limitOnly, "requests").used()).isNull();
        assertThat(named(limitOnly, "requests").remaining()).isEmpty();
        var leftOnly = read(Map.of("x-ratelimit-remaining-requests", "5"));
        assertThat(named(leftOnly, "requests").remaining()).isEmpty();
        var nothingLeft = read(Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "60"));
        assertThat(named(nothingLeft, "requests").usedUp(NOON)).isTrue();
    }

    @Test
    void makesNothingOfNonsense() {
        assertThat(read(Map.of("x-ratelimit-limit-requests", "many", "x-ratelimit-reset", "soon", "ratelimit", "?")))
                .isEmpty();
        assertThat(read(Map.of("content-type", "application/json"))).isEmpty();
    }

    @Test
    void readsCopilot() {
        var windows = read(Map.of(
                "x-quota-snapshot-chat", "ent=-1&ov=0.0&ovPerm=false&rem=100.0&rst=2026-12-01T00%3A00%3A00Z",
                "x-quota-snapshot-premium_models", "ent=300&ov=0.0&ovPerm=true&rem=0.0&rst=2026-12-01T00%3A00%3A00Z",
                "x-usage-ratelimit-session", "ent=0&rem=5.7&rst=2026-11-22T14%3A00%3A00Z",
                "x-usage-ratelimit-weekly", "rem=74.9&rst=%%%"));

        assertThat(windows).as("no limit is no window").hasSize(3);
        var premium = named(windows, "premium_interactions");
        assertThat(premium.model()).isNull();
        assertThat(premium.limit()).isEqualTo(300);
        assertThat(premium.used()).isEqualTo(300);
        assertThat(premium.resetsAt()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(premium.usedUp(NOON)).as("it goes on beyond").isFalse();
        assertThat(named(windows, "session").used()).isEqualTo(943_000);
        assertThat(named(windows, "session").resetsAt()).isEqualTo(Instant.parse("2026-11-22T14:00:00Z"));
        assertThat(named(windows, "7d").length()).isEqualTo(Duration.ofDays(7));
        assertThat(named(windows, "7d").resetsAt()).isNull();
    }

    @Test
    void chatOfCopilotsFreePlanKeepsRequestsAway() {
        var chat = named(
                read(Map.of("x-quota-snapshot-chat", "ent=50&ovPerm=false&rem=0&rst=2026-12-01T00:00:00Z")), "chat");
        assertThat(chat.usedUp(NOON)).isTrue();
        assertThat(read(Map.of("x-quota-snapshot-chat", "ent=50", "x-quota-snapshot-", "rem=1")))
                .as("unknown is not zero")
                .isEmpty();
    }
}
