package dev.signalbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Failure;
import dev.signalbox.database.OnEachDatabase;
import dev.signalbox.database.TestEntities;
import dev.signalbox.startup.TestClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is known of quota goes through the database into a gateway that starts anew. */
class QuotaRestartTest implements OnEachDatabase {
    private final TestClock clock = new TestClock();
    private final UUID account = UUID.randomUUID();

    @Override
    public void holds(TestEntities entities) {
        var rows = new QuotaRows(entities.em());
        entities.em()
                .createNativeQuery(
                        "insert into account (id, provider, name, priority, enabled, needs_sign_in, created_at,"
                                + " updated_at) values (?, 'codex', 'a', 1, true, false, current_timestamp,"
                                + " current_timestamp)")
                .setParameter(1, account)
                .executeUpdate();
        var before = heardOfEverything();
        rows.write(before.heard(before.takeChanges()));
        var declared = declared();
        rows.put(declared);
        entities.commit();

        var after = restarted(rows);
        assertThat(after.of(account)).containsExactlyInAnyOrderElementsOf(before.of(account));
        assertThat(after.of(account, "claude-opus-5"))
                .extracting(QuotaWindow::name)
                .containsExactlyInAnyOrder("5h", "7d_opus", "credits");
        assertThat(after.of(account)).anyMatch(window -> window.usedUp(clock.instant()));
        assertThat(rows.declarations()).containsExactly(declared);

        // what reset while nobody ran is whole again
        clock.advance(Duration.ofHours(6));
        var later = restarted(rows);
        assertThat(later.of(account))
                .filteredOn(window -> window.name().equals("5h"))
                .singleElement()
                .satisfies(window -> {
                    assertThat(window.used()).isZero();
                    assertThat(window.usedUp(clock.instant())).isFalse();
                });
        assertThat(later.of(account))
                .as("the refusal is over")
                .noneMatch(w -> w.name().equals("refused"));

        // what the vendor no longer says does not come back
        later.toldByVendor(account, List.of());
        rows.write(later.heard(later.takeChanges()));
        entities.commit();
        assertThat(restarted(rows).of(account)).extracting(QuotaWindow::name).doesNotContain("7d_opus");
    }

    private Quotas restarted(QuotaRows rows) {
        var quotas = new Quotas(clock);
        quotas.adopt(rows.windows());
        return quotas;
    }

    private Quotas heardOfEverything() {
        var quotas = new Quotas(clock);
        var soon = clock.instant().plus(Duration.ofHours(2));
        var later = clock.instant().plus(Duration.ofDays(3));
        quotas.toldByVendor(
                account,
                List.of(
                        QuotaWindow.share(
                                "5h", null, 1, soon, Duration.ofHours(5), QuotaSource.VENDOR, clock.instant()),
                        QuotaWindow.share(
                                "7d_opus",
                                "*opus*",
                                0.4,
                                later,
                                Duration.ofDays(7),
                                QuotaSource.VENDOR,
                                clock.instant()),
                        new QuotaWindow(
                                "credits",
                                null,
                                QuotaUnit.REQUESTS,
                                null,
                                null,
                                null,
                                null,
                                QuotaSource.VENDOR,
                                clock.instant(),
                                true)));
        quotas.heard(account, "m", Map.of("x-ratelimit-limit-tokens", "100", "x-ratelimit-remaining-tokens", "40"));
        quotas.refused(
                account,
                "m",
                Failure.of(Failure.Kind.QUOTA_EXHAUSTED, 429, "used up").withRetryAfter(Duration.ofHours(1)));
        return quotas;
    }

    private Declaration declared() {
        return new Declaration(
                UUID.randomUUID(),
                account,
                "monthly",
                null,
                QuotaUnit.TOKENS,
                10_000_000,
                new Rhythm(
                        Period.MONTHS, 1, LocalTime.of(10, 0), ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 1, 31)));
    }
}
