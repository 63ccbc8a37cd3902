package dev.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.AuthScheme;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.database.OnEachDatabase;
import dev.signalbox.database.TestEntities;
import dev.signalbox.startup.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Rests go through the database into a gateway that starts anew. */
class CooldownRestartTest implements OnEachDatabase {
    private final TestClock clock = new TestClock();
    private final HeldAccount account = HeldAccount.withKey(UUID.randomUUID(), "p", "a", 1, null);

    @Override
    public void holds(TestEntities entities) {
        var rows = new CooldownRows(entities.em());
        var before = new Cooldowns(clock, bound -> 0);
        before.failed(
                candidate("limited"),
                Failure.of(Failure.Kind.RATE_LIMITED, 429, "slow down").withRetryAfter(Duration.ofMinutes(10)));
        before.failed(candidate("busy"), Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));
        before.failed(candidate("wrong"), Failure.of(Failure.Kind.CLIENT_FAULT, 400, "your own fault"));
        rows.write(before.takeChanges());
        entities.commit();

        var after = restarted(rows);
        assertThat(after.of(candidate("limited"))).isEqualTo(before.of(candidate("limited")));
        assertThat(after.of(candidate("limited")).orElseThrow().stated()).isTrue();
        assertThat(after.of(candidate("busy"))).isEqualTo(before.of(candidate("busy")));
        assertThat(after.of(candidate("wrong"))).as("cools nothing").isEmpty();
        assertThat(after.of(candidate("other"))).isEmpty();

        after.clear(account.id().toString(), "limited");
        rows.write(after.takeChanges());
        entities.commit();
        assertThat(restarted(rows).of(candidate("limited")))
                .as("cleared for good")
                .isEmpty();

        clock.advance(Duration.ofMinutes(11));
        assertThat(restarted(rows).of(candidate("busy"))).as("over by itself").isEmpty();
    }

    private Cooldowns restarted(CooldownRows rows) {
        var cooldowns = new Cooldowns(clock, bound -> 0);
        cooldowns.adopt(rows.all());
        return cooldowns;
    }

    private Candidate candidate(String model) {
        return new Candidate(
                "p",
                "p",
                Protocol.OPENAI_CHAT,
                URI.create("https://p.example/v1"),
                AuthScheme.BEARER,
                Map.of(),
                Set.of(),
                ModelProfile.unknown(model),
                account);
    }
}
