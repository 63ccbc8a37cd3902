package dev.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.catalog.AuthScheme;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CooldownsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Candidate GLM = candidate("glm-4.7");

    private Instant now = NOON;
    private final Cooldowns cooldowns = new Cooldowns(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static Candidate candidate(String model) {
        return new Candidate(
                "glm",
                "glm",
                Protocol.OPENAI_CHAT,
                URI.create("https://provider.example/v1"),
                AuthScheme.BEARER,
                Map.of(),
                Set.of(),
                ModelProfile.unknown(model),
                null);
    }

    private static Failure limited(Duration wait) {
        return Failure.of(Failure.Kind.RATE_LIMITED, 429, "slow down").withRetryAfter(wait);
    }

    @Test
    void keepsTheTimeThatTheProviderStated() {
        cooldowns.failed(GLM, limited(Duration.ofMinutes(5)));

        assertThat(cooldowns.of(GLM)).hasValueSatisfying(rest -> {
            assertThat(rest.until()).isEqualTo(NOON.plusSeconds(300));
            assertThat(rest.stated()).isTrue();
        });
        now = NOON.plusSeconds(301);
        assertThat(cooldowns.of(GLM)).isEmpty();
    }

    @Test
    void aSuccessDoesNotEndAStatedRest() {
        cooldowns.failed(GLM, limited(Duration.ofMinutes(5)));
        cooldowns.succeeded(GLM);
        assertThat(cooldowns.of(GLM)).isPresent();
    }

    @Test
    void aSuccessEndsAGuessedRest() {
        cooldowns.failed(GLM, Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));
        assertThat(cooldowns.of(GLM))
                .hasValueSatisfying(rest -> assertThat(rest.stated()).isFalse());
        cooldowns.succeeded(GLM);
        assertThat(cooldowns.of(GLM)).isEmpty();
    }

    @Test
    void guessesGrowOncePerWindowAndAreCapped() {
        var busy = Failure.of(Failure.Kind.OVERLOADED, 503, "busy");
        cooldowns.failed(GLM, busy);
        cooldowns.failed(GLM, busy);
        assertThat(cooldowns.of(GLM).orElseThrow().failures()).isEqualTo(1);
        for (int i = 0; i < 30; i++) {
            now = cooldowns.of(GLM).orElseThrow().until().plusMillis(1);
            cooldowns.failed(GLM, busy);
        }
        assertThat(Duration.between(now, cooldowns.of(GLM).orElseThrow().until()))
                .isBetween(Duration.ofMinutes(2), Duration.ofSeconds(145));
    }

    @Test
    void aLongerRestIsNotShortened() {
        cooldowns.failed(GLM, limited(Duration.ofHours(1)));
        cooldowns.failed(GLM, limited(Duration.ofSeconds(1)));
        assertThat(cooldowns.of(GLM).orElseThrow().until()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void restsPerModel() {
        cooldowns.failed(GLM, limited(Duration.ofHours(1)));
        assertThat(cooldowns.of(candidate("glm-4.6"))).isEmpty();
    }

    @Test
    void anOperatorCanClear() {
        cooldowns.failed(GLM, limited(Duration.ofHours(1)));
        cooldowns.clear(GLM.holder());
        assertThat(cooldowns.of(GLM)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Kind.class,
            names = {"CLIENT_FAULT", "CANCELLED", "INTERNAL"})
    void coolsNobodyForWhatIsNotTheProvidersFault(Failure.Kind kind) {
        cooldowns.failed(GLM, Failure.of(kind, 400, "not theirs"));
        assertThat(cooldowns.of(GLM)).isEmpty();
    }

    @Test
    void oneRequestTriesAfterTheRestAndTheOthersPassBy() {
        cooldowns.failed(GLM, limited(Duration.ofMinutes(5)));
        now = NOON.plusSeconds(301);

        var probe = cooldowns.enter(GLM, Duration.ZERO).orElseThrow();
        assertThat(cooldowns.enter(GLM, Duration.ZERO)).isEmpty();
        assertThat(cooldowns.all())
                .singleElement()
                .satisfies(one -> assertThat(one.phase()).isEqualTo(Cooling.Phase.PROBING));

        cooldowns.succeeded(GLM);
        probe.close();
        assertThat(cooldowns.enter(GLM, Duration.ZERO)).isPresent();
        assertThat(cooldowns.enter(GLM, Duration.ZERO)).as("full traffic").isPresent();
        assertThat(cooldowns.all()).isEmpty();
    }

    @Test
    void aFailedProbeLeavesTheNextOneToAnother() {
        cooldowns.failed(GLM, Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));
        cooldowns.enter(GLM, Duration.ZERO).orElseThrow().close();

        assertThat(cooldowns.enter(GLM, Duration.ZERO)).isPresent();
        assertThat(cooldowns.enter(GLM, Duration.ZERO)).isEmpty();
    }

    @Test
    void whoeverHasNoOtherRoadWaitsForTheProbe() throws Exception {
        cooldowns.failed(GLM, Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));
        var probe = cooldowns.enter(GLM, Duration.ZERO).orElseThrow();
        var waiting = new java.util.concurrent.FutureTask<>(() -> cooldowns.enter(GLM, Duration.ofSeconds(30)));
        Thread.ofVirtual().start(waiting);

        cooldowns.succeeded(GLM);
        probe.close();
        assertThat(waiting.get(1, java.util.concurrent.TimeUnit.MINUTES)).isPresent();
    }

    @Test
    void impatienceEndsTheWaiting() {
        cooldowns.failed(GLM, Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));
        assertThat(cooldowns.enter(GLM, Duration.ZERO)).isPresent();

        assertThat(cooldowns.enter(GLM, Duration.ofMillis(1))).isPresent();
    }

    @Test
    void clearsOneModelAndSaysHowMany() {
        cooldowns.failed(GLM, limited(Duration.ofHours(1)));
        cooldowns.failed(candidate("glm-4.6"), limited(Duration.ofHours(1)));

        assertThat(cooldowns.clear("glm", "glm-4.6")).isEqualTo(1);
        assertThat(cooldowns.of(GLM)).isPresent();
        assertThat(cooldowns.clear("nobody", null)).isZero();
    }

    @Test
    void whatChangedIsWrittenOnceAndReadByTheNextStart() {
        cooldowns.failed(GLM, limited(Duration.ofHours(1)));
        var written = cooldowns.takeChanges();
        assertThat(cooldowns.takeChanges()).isEmpty();

        var restarted = new Cooldowns(Clock.fixed(NOON, ZoneOffset.UTC));
        restarted.adopt(Map.of(
                written.keySet().iterator().next(),
                written.values().iterator().next().orElseThrow()));
        assertThat(restarted.of(GLM)).isEqualTo(cooldowns.of(GLM)).isPresent();

        cooldowns.clear(GLM.holder());
        assertThat(cooldowns.takeChanges().values()).containsExactly(java.util.Optional.empty());
    }

    @Test
    void whatAnotherGatewayClearedEndsHereToo() {
        cooldowns.failed(GLM, limited(Duration.ofHours(1)));
        cooldowns.adopt(Map.of());
        assertThat(cooldowns.of(GLM)).as("not written yet").isPresent();

        cooldowns.takeChanges();
        cooldowns.adopt(Map.of());
        assertThat(cooldowns.of(GLM)).isEmpty();
    }

    @Test
    void whatWasClearedAWhileAgoDoesNotComeBackFromTheDatabase() {
        cooldowns.failed(GLM, limited(Duration.ofHours(1)));
        var written = cooldowns.takeChanges();

        cooldowns.clear(GLM.holder()); // after the database was read, before what was read is taken over
        cooldowns.adopt(Map.of(
                written.keySet().iterator().next(),
                written.values().iterator().next().orElseThrow()));

        assertThat(cooldowns.of(GLM)).isEmpty();
    }

    @Test
    void guessesDifferByTheirJitter() {
        var least = new Cooldowns(Clock.fixed(NOON, ZoneOffset.UTC), bound -> 0);
        var most = new Cooldowns(Clock.fixed(NOON, ZoneOffset.UTC), bound -> bound - 1);
        for (var one : java.util.List.of(least, most)) {
            one.failed(GLM, Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));
        }
        assertThat(least.of(GLM).orElseThrow().until()).isEqualTo(NOON.plusMillis(1000));
        assertThat(most.of(GLM).orElseThrow().until()).isEqualTo(NOON.plusMillis(1200));
    }
}
