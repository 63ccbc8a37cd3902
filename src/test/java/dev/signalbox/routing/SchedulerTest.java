package dev.signalbox.routing;

import static dev.signalbox.routing.AccountStrategy.EARLIEST_EXPIRY;
import static dev.signalbox.routing.AccountStrategy.LEAST_USED;
import static dev.signalbox.routing.AccountStrategy.PRIORITY;
import static dev.signalbox.routing.AccountStrategy.ROUND_ROBIN;
import static dev.signalbox.routing.AccountStrategy.WEIGHTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.AuthScheme;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.quota.QuotaSource;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.QuotaWindow;
import dev.signalbox.quota.Quotas;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Candidate candidate(String name) {
        return new Candidate(
                name,
                name,
                Protocol.OPENAI_CHAT,
                URI.create("https://" + name + ".example/v1"),
                AuthScheme.BEARER,
                Map.of(),
                Set.of(),
                ModelProfile.unknown("m"),
                HeldAccount.withKey(
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), name, name, 1, null));
    }

    private static QuotaWindow window(double left, Duration length, Duration untilReset) {
        return QuotaWindow.share(
                length.toHours() + "h", null, 1 - left, NOON.plus(untilReset), length, QuotaSource.VENDOR, NOON);
    }

    private static QuotaWindow fiveHours(double left, Duration untilReset) {
        return window(left, Duration.ofHours(5), untilReset);
    }

    private static Prospect prospect(String name, int rank, AccountStrategy strategy, QuotaWindow... windows) {
        return new Prospect(candidate(name), rank, strategy, null, List.of(windows), 1, 0, 1, false);
    }

    private static Prospect weighing(String name, int weight) {
        return new Prospect(candidate(name), 0, WEIGHTED, null, List.of(), weight, 0, 1, false);
    }

    private static Prospect using(String name, long tokens) {
        return new Prospect(candidate(name), 0, LEAST_USED, null, List.of(), 1, tokens, 1, false);
    }

    private static Prospect resting(String name, int rank, Rest rest) {
        return new Prospect(candidate(name), rank, PRIORITY, rest, List.of(), 1, 0, 1, false);
    }

    private static Plan plan(Prospect... prospects) {
        return plan(0, 0, null, prospects);
    }

    private static Plan plan(double reserve, long turn, @Nullable Warmth warm, Prospect... prospects) {
        return Scheduler.plan(new Situation(NOON, reserve, turn, warm, Arrays.asList(prospects)));
    }

    private static List<String> order(Plan plan) {
        return plan.order().stream().map(one -> one.candidate().prefix()).toList();
    }

    @Test
    void keepsTheConfiguredOrderByPriority() {
        var plan = plan(prospect("a", 0, PRIORITY), prospect("b", 0, PRIORITY), prospect("c", 1, PRIORITY));
        assertThat(order(plan)).containsExactly("a", "b", "c");
    }

    @Test
    void whoIsUsedUpIsNotCalledBeforeItsReset() {
        var plan = plan(prospect("up", 0, PRIORITY, fiveHours(0, Duration.ofHours(1))), prospect("free", 1, PRIORITY));

        assertThat(order(plan)).containsExactly("free");
        assertThat(plan.blocked()).singleElement().satisfies(one -> {
            assertThat(one.until()).isEqualTo(NOON.plus(Duration.ofHours(1)));
            assertThat(one.reason().text(NOON)).isEqualTo("window 5h is used up, resets in 1 h 0 min");
        });
    }

    @Test
    void whatIsUsedUpWithoutAKnownResetIsTried() {
        var window =
                new QuotaWindow("x", null, QuotaUnit.REQUESTS, 10L, 10L, null, null, QuotaSource.HEADERS, NOON, true);
        assertThat(order(plan(prospect("a", 0, PRIORITY, window)))).containsExactly("a");
    }

    @Test
    void whoFailedAMomentAgoComesLastAndWhomTheProviderClosedNotAtAll() {
        var guessed = new Rest(NOON.plusSeconds(5), false, Failure.Kind.OVERLOADED, 2);
        var stated = new Rest(NOON.plusSeconds(90), true, Failure.Kind.RATE_LIMITED, 1);
        var plan = plan(resting("tired", 0, guessed), resting("closed", 0, stated), prospect("well", 1, PRIORITY));

        assertThat(order(plan)).containsExactly("well", "tired");
        assertThat(plan.blocked())
                .singleElement()
                .satisfies(one -> assertThat(one.reason().text(NOON))
                        .isEqualTo("the provider asked to wait after rate_limited, for 1 min 30 s"));
    }

    @Test
    void takesTurns() {
        var firsts = IntStream.range(0, 6)
                .mapToObj(turn -> order(plan(
                                0,
                                turn,
                                null,
                                prospect("a", 0, ROUND_ROBIN),
                                prospect("b", 0, ROUND_ROBIN),
                                prospect("c", 0, ROUND_ROBIN)))
                        .toString())
                .toList();
        assertThat(firsts)
                .containsExactly("[a, b, c]", "[b, c, a]", "[c, a, b]", "[a, b, c]", "[b, c, a]", "[c, a, b]");
    }

    @Test
    void weighsTurns() {
        var heavy = weighing("heavy", 3);
        var light = weighing("light", 1);
        var never = weighing("never", 0);

        var firsts = IntStream.range(0, 400)
                .mapToObj(
                        turn -> order(plan(0, turn, null, heavy, light, never)).getFirst())
                .toList();
        assertThat(firsts.stream().filter("heavy"::equals).count()).isBetween(298L, 302L);
        assertThat(firsts).doesNotContain("never");
    }

    @Test
    void prefersWhoWasUsedLeast() {
        var busy = using("busy", 900);
        var idle = using("idle", 10);
        assertThat(order(plan(busy, idle))).containsExactly("idle", "busy");
    }

    @Test
    void spendsFirstWhatWouldLapse() {
        var soon = prospect("soon", 0, EARLIEST_EXPIRY, fiveHours(0.5, Duration.ofHours(1)));
        var later = prospect("later", 0, EARLIEST_EXPIRY, fiveHours(0.5, Duration.ofHours(4)));
        var paid = new Prospect(candidate("paid"), 0, EARLIEST_EXPIRY, null, List.of(), 1, 0, 1, true);
        var plan = plan(paid, later, soon);

        assertThat(order(plan)).containsExactly("soon", "later", "paid");
        assertThat(plan.decisions().getFirst().reason().text(NOON)).isEqualTo("5h (50.0 % left) lapses in 1 h 0 min");
    }

    @Test
    void theWindowThatLimitsCounts() {
        var nearlyDone = prospect(
                "nearly-done",
                0,
                EARLIEST_EXPIRY,
                fiveHours(1, Duration.ofHours(1)),
                window(0.02, Duration.ofDays(7), Duration.ofDays(5)));
        var fresh = prospect("fresh", 0, EARLIEST_EXPIRY, window(0.9, Duration.ofDays(1), Duration.ofHours(20)));
        assertThat(order(plan(nearlyDone, fresh))).containsExactly("fresh", "nearly-done");
    }

    @Test
    void aBrakeIsNothingThatLapses() {
        var brake = prospect("brake", 0, EARLIEST_EXPIRY, window(1, Duration.ofMinutes(1), Duration.ofSeconds(3)));
        var quota = prospect("quota", 0, EARLIEST_EXPIRY, fiveHours(0.2, Duration.ofHours(4)));
        assertThat(order(plan(brake, quota)))
                .as("like one of whom nobody knows")
                .containsExactly("brake", "quota");
    }

    @Test
    void keepsWhoIsNeededElsewhere() {
        var rare = new Prospect(
                candidate("rare"),
                0,
                EARLIEST_EXPIRY,
                null,
                List.of(fiveHours(0.8, Duration.ofHours(3))),
                1,
                0,
                2,
                false);
        var common = prospect("common", 0, EARLIEST_EXPIRY, fiveHours(0.6, Duration.ofHours(3)));
        assertThat(order(plan(rare, common))).containsExactly("common", "rare");
    }

    @Test
    void aConversationStaysWhereItsPromptIsCachedButNotBeforeABetterRank() {
        var warm = new Warmth(candidate("b").holder(), "b/m", 40_000);
        var stay = plan(0, 0, warm, prospect("a", 0, PRIORITY), prospect("b", 0, PRIORITY));
        assertThat(order(stay)).containsExactly("b", "a");
        assertThat(stay.decisions().getFirst().reason().text(NOON))
                .isEqualTo("the conversation's 40000 prompt tokens are cached there");
        assertThat(stay.costOf(candidate("a"))).isEqualTo(40_000);
        assertThat(stay.costOf(candidate("b"))).isZero();

        var back = plan(0, 0, warm, prospect("a", 0, PRIORITY), prospect("b", 1, PRIORITY));
        assertThat(order(back)).containsExactly("a", "b");
    }

    @Test
    void aConversationLeavesWhoIsUsedUp() {
        var warm = new Warmth(candidate("b").holder(), "b/m", 40_000);
        var plan = plan(
                0, 0, warm, prospect("a", 0, PRIORITY), prospect("b", 0, PRIORITY, fiveHours(0, Duration.ofHours(1))));
        assertThat(order(plan)).containsExactly("a");
    }

    @Test
    void keepsAReserveUntilShortlyBeforeTheReset() {
        var kept = prospect("kept", 0, PRIORITY, fiveHours(0.08, Duration.ofHours(3)));
        var other = prospect("other", 1, PRIORITY);
        var plan = plan(0.1, 0, null, kept, other);
        assertThat(order(plan)).as("still there when nothing else is").containsExactly("other", "kept");
        assertThat(plan.decisions().getLast().standing()).isEqualTo(Plan.Standing.RESERVED);

        var ending = prospect("kept", 0, PRIORITY, fiveHours(0.08, Duration.ofMinutes(20)));
        assertThat(order(plan(0.1, 0, null, ending, other))).containsExactly("kept", "other");
    }

    @Test
    void ranksMayHaveStrategiesOfTheirOwn() {
        var plan = plan(
                prospect("a", 0, EARLIEST_EXPIRY, fiveHours(0.2, Duration.ofHours(3))),
                prospect("b", 0, EARLIEST_EXPIRY, fiveHours(0.9, Duration.ofHours(3))),
                prospect("c", 1, PRIORITY, fiveHours(1, Duration.ofHours(1))),
                prospect("d", 1, PRIORITY));
        assertThat(order(plan)).containsExactly("b", "a", "c", "d");
    }

    @Test
    void ofNestedWindowsTheInnerOneCountsWhereTheOuterLeavesRoom() {
        var ample = window(0.9, Duration.ofDays(7), Duration.ofDays(3));
        var short5h = fiveHours(0.8, Duration.ofHours(1));
        var scarce = window(0.2, Duration.ofDays(7), Duration.ofDays(3));
        assertThat(Outlook.of(List.of(ample, short5h), NOON).lapsing()).isEqualTo(short5h);
        assertThat(Outlook.of(List.of(scarce, short5h), NOON).lapsing()).isEqualTo(scarce);
        // what lapses beyond the reset of the one that limits cannot be had now
        var soon = window(0.5, Duration.ofDays(7), Duration.ofHours(14));
        var inner = fiveHours(1, Duration.ofHours(4));
        assertThat(Outlook.of(List.of(soon, inner), NOON).lapsing()).isEqualTo(inner);
    }

    @Test
    void anIdleAccountIsNotForgottenAfterItsReset() {
        var reset = fiveHours(0, Duration.ofHours(-4));
        var quotas = new Quotas(Clock.fixed(NOON, ZoneOffset.UTC));
        var account = UUID.randomUUID();
        quotas.told(account, List.of(reset));
        var now = quotas.of(account).getFirst();
        assertThat(now.resetsAt()).as("nobody told").isNull();
        assertThat(now.nextReset(NOON)).isEqualTo(NOON.plus(Duration.ofHours(1)));
        var even = window(0.5, Duration.ofHours(10), Duration.ofHours(4));
        assertThat(order(plan(prospect("even", 0, EARLIEST_EXPIRY, even), prospect("idle", 0, EARLIEST_EXPIRY, now))))
                .containsExactly("idle", "even");
    }

    @Test
    void whoSaysNothingIsAsFarBehindAsTheOthers() {
        var late = prospect("late", 0, EARLIEST_EXPIRY, window(1, Duration.ofHours(10), Duration.ofHours(4)));
        var early = prospect("early", 0, EARLIEST_EXPIRY, window(1, Duration.ofHours(10), Duration.ofHours(8)));
        var silent = prospect("silent", 0, EARLIEST_EXPIRY);
        assertThat(order(plan(silent, early, late))).containsExactly("late", "silent", "early");
        var spent = prospect("spent", 0, EARLIEST_EXPIRY, window(0.1, Duration.ofHours(10), Duration.ofHours(5)));
        assertThat(order(plan(spent, silent)))
                .as("never behind who runs out early")
                .containsExactly("silent", "spent");
    }
}
