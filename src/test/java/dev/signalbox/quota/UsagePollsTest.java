package dev.signalbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.account.HeldAccount;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.TestClock;
import dev.signalbox.vault.Secret;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class UsagePollsTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final TestClock clock = new TestClock();
    private final Quotas quotas = new Quotas(clock);
    private final List<UUID> asked = new ArrayList<>();
    private final ArrayDeque<List<QuotaWindow>> answers = new ArrayDeque<>();
    private final List<HeldAccount> accounts = new ArrayList<>(List.of(account()));
    private final UUID account = accounts.getFirst().id();
    private final VendorReports reports = new VendorReports(clock);
    private final UsagePolls polls = polls(Runnable::run, INTERVAL);

    private static HeldAccount account() {
        return HeldAccount.withKey(UUID.randomUUID(), "glm", "a", 1, Secret.of("k"));
    }

    private UsagePolls polls(Executor threads, Duration interval) {
        return new UsagePolls(() -> accounts, quotas, reports, this::answer, threads, interval, () -> 0.5, clock);
    }

    /** What was put there, else a refusal. */
    private List<QuotaWindow> answer(HeldAccount from) {
        asked.add(from.id());
        var answer = answers.poll();
        if (answer == null) {
            throw new UsageRefused("status 503: busy");
        }
        return answer;
    }

    private QuotaWindow window(double used) {
        return QuotaWindow.share(
                "5h",
                null,
                used,
                clock.instant().plusSeconds(7200),
                Duration.ofHours(5),
                QuotaSource.VENDOR,
                clock.instant());
    }

    private void after(Duration time) {
        clock.advance(time);
        polls.onBeat(new Beat(clock.instant()));
    }

    private void use() {
        quotas.heard(account, "m", Map.of());
    }

    @Test
    void leavesAloneWhoIsNeitherUsedNorLookedAt() {
        after(Duration.ofHours(1));
        assertThat(asked).isEmpty();
        assertThat(reports.of(account)).isEmpty();
    }

    @Test
    void asksWhoIsInUseAtIntervals() {
        use();
        answers.add(List.of(window(0.3)));
        after(Duration.ofSeconds(5));
        assertThat(asked).containsExactly(account);
        assertThat(quotas.of(account))
                .singleElement()
                .satisfies(window -> assertThat(window.used()).isEqualTo(300_000));
        assertThat(reports.of(account).orElseThrow().failure()).isNull();

        use();
        after(Duration.ofMinutes(4));
        assertThat(asked).as("too soon").hasSize(1);
        answers.add(List.of(window(0.4)));
        use();
        after(Duration.ofMinutes(1));
        assertThat(asked).hasSize(2);
        after(Duration.ofMinutes(6));
        assertThat(asked).as("not used since").hasSize(2);
        assertThat(quotas.of(account)).hasSize(1);
    }

    @Test
    void asksSoonerWhileSomebodyLooks() {
        reports.shown(account);
        answers.add(List.of());
        after(Duration.ofSeconds(5));
        assertThat(asked).hasSize(1);
        answers.add(List.of());
        reports.shown(account);
        after(Duration.ofMinutes(1));
        assertThat(asked).as("a quarter of the interval").hasSize(1);
        reports.shown(account);
        after(Duration.ofSeconds(15));
        assertThat(asked).hasSize(2);
        after(Duration.ofMinutes(3));
        assertThat(asked).as("nobody looks any more").hasSize(2);
    }

    @Test
    void aFailureLeavesWhatIsKnownIsShownAndMakesItWaitLonger() {
        use();
        answers.add(List.of(window(0.3)));
        after(Duration.ofSeconds(5));
        var known = quotas.of(account);
        for (int minutes : List.of(5, 5, 10, 20, 40)) {
            use();
            after(Duration.ofMinutes(minutes).minusSeconds(1));
            use();
            int before = asked.size();
            after(Duration.ofSeconds(1));
            assertThat(asked).as("after %d min", minutes).hasSize(before + 1);
            var report = reports.of(account).orElseThrow();
            assertThat(report.failure()).contains("503");
            assertThat(report.askedAt()).isEqualTo(clock.instant());
        }
        assertThat(reports.of(account).orElseThrow().nextAt())
                .as("at most an hour")
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(quotas.of(account)).isEqualTo(known);
        reports.shown(account);
        int before = asked.size();
        after(Duration.ofMinutes(2));
        assertThat(asked).as("looking does not hurry a vendor that fails").hasSize(before);
    }

    @Test
    void asksOneQuestionAtATime() {
        var waiting = new ArrayDeque<Runnable>();
        var slow = polls(waiting::add, INTERVAL);
        use();
        slow.onBeat(new Beat(clock.instant()));
        slow.onBeat(new Beat(clock.instant()));
        assertThat(waiting).hasSize(1);
        answers.add(List.of());
        waiting.remove().run();
        assertThat(asked).hasSize(1);
        for (int i = 0; i < 20; i++) {
            var other = account();
            accounts.add(other);
            reports.shown(other.id());
        }
        slow.onBeat(new Beat(clock.instant()));
        assertThat(waiting).as("never more than a few").hasSize(8);
    }

    @Test
    void forgetsWhatTheVendorNoLongerSays() {
        quotas.toldByVendor(account, List.of(window(0.3)));
        quotas.toldByVendor(
                account,
                List.of(QuotaWindow.share(
                        "7d", null, 0.1, null, Duration.ofDays(7), QuotaSource.VENDOR, clock.instant())));
        assertThat(quotas.of(account)).extracting(QuotaWindow::name).containsExactly("7d");
    }

    @Test
    void whoSeesWindowsSeesHowTheyCame() {
        var seen = new ArrayList<Optional<VendorReport>>();
        var watched = new Quotas(clock) {
            @Override
            public void toldByVendor(UUID account, List<QuotaWindow> windows) {
                seen.add(reports.of(account));
                super.toldByVendor(account, windows);
            }
        };
        reports.shown(account);
        answers.add(List.of(window(0.3)));
        new UsagePolls(() -> accounts, watched, reports, this::answer, Runnable::run, INTERVAL, () -> 0.5, clock)
                .onBeat(new Beat(clock.instant()));
        assertThat(watched.of(account)).hasSize(1);
        assertThat(seen).singleElement().satisfies(report -> assertThat(report).isPresent());
    }

    @Test
    void keepsTheReportOfAnAccountThatASlowListDoesNotHaveYet() {
        reports.put(account, new VendorReport(clock.instant(), 0, null, clock.instant()));
        reports.keep(Set.of());
        assertThat(reports.of(account)).isPresent();
        clock.advance(Duration.ofMinutes(3));
        reports.keep(Set.of());
        assertThat(reports.of(account)).isEmpty();
    }

    @Test
    void neverAsksWhenItShallNot() {
        var never = polls(Runnable::run, Duration.ZERO);
        use();
        never.onBeat(new Beat(clock.instant()));
        assertThat(asked).isEmpty();
    }
}
