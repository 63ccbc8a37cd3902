package dev.signalbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Failure;
import dev.signalbox.startup.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final UUID ACCOUNT = UUID.randomUUID();

    private final TestClock clock = new TestClock();
    private final Quotas quotas = new Quotas(clock);

    private Declaration declared(String name, @Nullable String model, QuotaUnit unit, long limit) {
        var daily = new Rhythm(Period.DAYS, 1, LocalTime.of(10, 0), ZoneOffset.UTC, LocalDate.of(2026, 1, 1));
        return new Declaration(UUID.randomUUID(), ACCOUNT, name, model, unit, limit, daily);
    }

    private static Map<String, String> left(int requests) {
        return Map.of("x-ratelimit-limit-requests", "10", "x-ratelimit-remaining-requests", String.valueOf(requests));
    }

    private QuotaWindow window(String name, double used, Instant reset) {
        return QuotaWindow.share(name, null, used, reset, Duration.ofHours(5), QuotaSource.VENDOR, clock.instant());
    }

    private QuotaWindow only() {
        assertThat(quotas.of(ACCOUNT)).hasSize(1);
        return quotas.of(ACCOUNT).getFirst();
    }

    @Test
    void nothingKnownIsNotNothingLeft() {
        assertThat(quotas.of(ACCOUNT)).isEmpty();
        assertThat(quotas.of(ACCOUNT, "m")).isEmpty();
    }

    @Test
    void aLaterReportTakesThePlaceOfTheEarlier() {
        quotas.heard(ACCOUNT, "m", left(9));
        quotas.heard(ACCOUNT, "m", left(4));
        quotas.heard(ACCOUNT, "n", left(1));

        assertThat(quotas.of(ACCOUNT)).hasSize(2);
        assertThat(quotas.of(ACCOUNT, "m"))
                .singleElement()
                .satisfies(w -> assertThat(w.used()).isEqualTo(6));
    }

    @Test
    void whatWasUsedUpIsWholeAtItsReset() {
        var reset = clock.instant().plus(Duration.ofHours(2));
        quotas.told(ACCOUNT, List.of(window("5h", 1, reset)));
        assertThat(only().usedUp(clock.instant())).isTrue();

        clock.advance(Duration.ofHours(2));
        assertThat(only().usedUp(clock.instant())).isFalse();
        assertThat(only().remainingShare()).hasValue(1);
        assertThat(only().resetsAt()).as("nobody has told the next one").isNull();
    }

    @Test
    void countsWhatIsUsedOfDeclaredWindowsUntilTheirReset() {
        quotas.declare(
                ACCOUNT,
                List.of(declared("tokens", null, QuotaUnit.TOKENS, 1000), declared("n", "n", QuotaUnit.REQUESTS, 5)),
                (account, model, unit, from) -> unit == QuotaUnit.TOKENS ? 300 : 0);
        quotas.spent(ACCOUNT, "m", new Spent(200, 7));

        assertThat(quotas.of(ACCOUNT, "m")).singleElement().satisfies(w -> {
            assertThat(w.used()).as("from the ledger and since").isEqualTo(500);
            assertThat(w.source()).isEqualTo(QuotaSource.DECLARED);
        });
        quotas.spent(ACCOUNT, "n", new Spent(600, 7));
        assertThat(quotas.of(ACCOUNT, "n")).extracting(QuotaWindow::used).containsExactly(1100L, 1L);
        assertThat(quotas.of(ACCOUNT, "m").getFirst().usedUp(clock.instant())).isTrue();

        clock.advance(Duration.ofHours(22));
        assertThat(quotas.of(ACCOUNT, "n")).extracting(QuotaWindow::used).containsExactly(0L, 0L);
        assertThat(quotas.of(ACCOUNT, "n"))
                .allSatisfy(w -> assertThat(w.resetsAt()).isAfter(clock.instant()));
    }

    @Test
    void learnsFromARefusalThatNamesItsEnd() {
        quotas.refused(ACCOUNT, "m", refusal(Duration.ofSeconds(5)));
        assertThat(quotas.of(ACCOUNT)).as("a brake").isEmpty();

        quotas.refused(ACCOUNT, "m", refusal(Duration.ofHours(3)));
        assertThat(only().source()).isEqualTo(QuotaSource.LEARNED);
        assertThat(only().remaining()).hasValue(0);
        assertThat(only().usedUp(clock.instant()))
                .as("the candidate's rest keeps requests away")
                .isFalse();

        clock.advance(Duration.ofHours(3));
        assertThat(quotas.of(ACCOUNT)).isEmpty();
    }

    private static Failure refusal(Duration wait) {
        return Failure.of(Failure.Kind.QUOTA_EXHAUSTED, 429, "used up").withRetryAfter(wait);
    }

    @Test
    void tellsWhenAWindowRunsOutAtThePaceOfTheLastHour() {
        var reset = clock.instant().plus(Duration.ofHours(5));
        for (int used = 0; used <= 30; used += 10) {
            quotas.told(ACCOUNT, List.of(window("5h", used / 100.0, reset)));
            clock.advance(Duration.ofMinutes(10));
        }
        // 30 % in the 40 minutes that have passed: 70 % last for 93 more
        assertThat(quotas.runsOut(ACCOUNT, only()))
                .hasValueSatisfying(end -> assertThat(Duration.between(clock.instant(), end))
                        .isBetween(Duration.ofMinutes(93), Duration.ofMinutes(94)));
    }

    @Test
    void saysNothingOfAWindowThatLasts() {
        var reset = clock.instant().plus(Duration.ofHours(1));
        for (int used = 0; used <= 2; used++) {
            quotas.told(ACCOUNT, List.of(window("5h", used / 100.0, reset)));
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(quotas.runsOut(ACCOUNT, only())).isEmpty();
    }

    @Test
    void whatChangedIsWrittenOnceAndReadByTheNextStart() {
        quotas.heard(ACCOUNT, "m", left(9));
        assertThat(quotas.takeChanges()).containsExactly(ACCOUNT);
        quotas.heard(ACCOUNT, "m", left(9));
        assertThat(quotas.takeChanges()).as("the same again").isEmpty();

        var restarted = new Quotas(clock);
        restarted.adopt(quotas.heard(Set.of(ACCOUNT)));
        assertThat(restarted.of(ACCOUNT)).isEqualTo(quotas.of(ACCOUNT));
    }

    @Test
    void recentTokensFade() {
        quotas.spent(ACCOUNT, "m", new Spent(1000, 0));
        clock.advance(Duration.ofHours(1));
        quotas.spent(ACCOUNT, "m", new Spent(100, 0));
        assertThat(quotas.recentTokens(ACCOUNT)).isEqualTo(600);
    }

    @Test
    void anOperatorsDoubtForgetsWhatIsUsedUp() {
        var reset = clock.instant().plus(Duration.ofHours(2));
        quotas.told(ACCOUNT, List.of(window("5h", 1, reset), window("7d", 0.5, reset)));
        quotas.doubt(ACCOUNT);
        assertThat(only().name()).isEqualTo("7d");
    }

    @Test
    void whatWasForgottenAWhileAgoDoesNotComeBackFromTheDatabase() {
        var reset = clock.instant().plus(Duration.ofHours(2));
        quotas.told(ACCOUNT, List.of(window("5h", 1, reset)));
        var stored = quotas.heard(quotas.takeChanges());

        quotas.doubt(ACCOUNT); // after the database was read, before what was read is taken over
        quotas.adopt(stored);

        assertThat(quotas.of(ACCOUNT)).isEmpty();
    }

    @Test
    void anAccountThatComesWhileTheOthersAreListedIsNotGone() {
        var other = UUID.randomUUID();
        quotas.keep(() -> {
            quotas.heard(other, "m", Map.of("x-ratelimit-limit-requests", "10"));
            return Set.of(ACCOUNT);
        });
        assertThat(quotas.of(other)).hasSize(1);
    }

    @Test
    void forgetsAccountsThatAreGone() {
        quotas.heard(ACCOUNT, "m", Map.of("x-ratelimit-limit-requests", "10"));
        quotas.keep(Set::of);
        assertThat(quotas.of(ACCOUNT)).isEmpty();
        assertThat(quotas.takeChanges()).containsExactly(ACCOUNT);
    }
}
