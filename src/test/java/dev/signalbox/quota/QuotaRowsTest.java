package dev.signalbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.OnEachDatabase;
import dev.signalbox.database.TestEntities;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables of windows and declarations, on both databases. */
class QuotaRowsTest implements OnEachDatabase {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");

    @Override
    public void holds(TestEntities entities) {
        var rows = new QuotaRows(entities.em());
        var account = UUID.randomUUID();
        var told =
                QuotaWindow.share("5h", null, 0.25, NOW.plusSeconds(60), Duration.ofHours(5), QuotaSource.VENDOR, NOW);
        var unknown = new QuotaWindow(
                "week", "opus*", QuotaUnit.TOKENS, null, null, null, null, QuotaSource.LEARNED, NOW, false);

        rows.write(Map.of(account, List.of(told, unknown)));
        entities.commit();
        assertThat(rows.windows().get(account)).containsExactlyInAnyOrder(told, unknown);
        rows.write(Map.of(account, List.of(unknown)));
        entities.commit();
        assertThat(rows.windows().get(account)).containsExactly(unknown);

        var rhythm =
                new Rhythm(Period.DAYS, 1, LocalTime.of(10, 0), ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 1, 1));
        var whole = new Declaration(UUID.randomUUID(), account, "a", null, QuotaUnit.TOKENS, 10_000_000, rhythm);
        var one = new Declaration(UUID.randomUUID(), account, "b", "glm-4.6", QuotaUnit.COST, 5, rhythm);
        rows.put(whole);
        rows.put(one);
        entities.commit();
        assertThat(rows.declarations()).containsExactly(whole, one);
        var larger = new Declaration(whole.id(), account, "a", null, QuotaUnit.TOKENS, 20_000_000, rhythm);
        rows.put(larger);
        entities.commit();
        assertThat(rows.declarations()).containsExactly(larger, one);
        assertThat(rows.remove(UUID.randomUUID(), one.id()))
                .as("another account's")
                .isFalse();
        assertThat(rows.remove(account, one.id())).isTrue();
        entities.commit();
        assertThat(rows.declarations()).containsExactly(larger);
    }
}
