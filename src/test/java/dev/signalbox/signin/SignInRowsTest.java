package dev.signalbox.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.OnEachDatabase;
import dev.signalbox.database.TestEntities;
import dev.signalbox.vault.TestVaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The table of sign-ins, on both databases. */
class SignInRowsTest implements OnEachDatabase {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");

    @Override
    public void holds(TestEntities entities) {
        var rows = new SignInRows(entities.em(), TestVaults.open());
        var begun = new Transaction(
                UUID.randomUUID(),
                "codex",
                "browser",
                UUID.randomUUID(),
                Map.of(Transaction.STATE, "the state", Transaction.INTERVAL, "5"),
                null,
                null,
                null,
                NOW.plusSeconds(600));
        rows.insert(begun, NOW);
        entities.commit();

        assertThat(rows.find(begun.id())).contains(begun);
        assertThat(rows.withState("the state")).contains(begun);
        assertThat(rows.withState("another")).isEmpty();

        var five = Duration.ofSeconds(5);
        assertThat(rows.turn(begun.id(), five, NOW)).isZero();
        entities.commit();
        assertThat(rows.turn(begun.id(), five, NOW.plusSeconds(2))).isEqualTo(Duration.ofSeconds(3));
        rows.slower(begun, Duration.ofSeconds(10), NOW.plusSeconds(5));
        entities.commit();
        assertThat(rows.find(begun.id()).orElseThrow().remembered(Transaction.INTERVAL))
                .isEqualTo("10");

        assertThat(rows.use(begun.id(), NOW)).isTrue();
        entities.commit();
        assertThat(rows.use(begun.id(), NOW)).isFalse();
        rows.end(begun.id(), null, "x".repeat(600), NOW);
        entities.commit();
        assertThat(rows.find(begun.id()).orElseThrow().failure()).hasSize(500);
        var account = UUID.randomUUID();
        rows.end(begun.id(), account, null, NOW);
        entities.commit();
        var ended = rows.find(begun.id()).orElseThrow();
        assertThat(ended.accountId()).isEqualTo(account);
        assertThat(ended.memory()).as("its secrets are forgotten").isEmpty();

        rows.removeBefore(NOW.plusSeconds(601));
        entities.commit();
        assertThat(rows.find(begun.id())).isEmpty();
    }
}
