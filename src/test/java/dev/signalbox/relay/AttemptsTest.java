package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.catalog.AuthScheme;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.quota.Quotas;
import dev.signalbox.routing.AccountStrategy;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.routing.Plan;
import dev.signalbox.routing.Planner;
import dev.signalbox.routing.Rank;
import dev.signalbox.routing.Route;
import dev.signalbox.routing.RoutingConfig;
import dev.signalbox.routing.Sessions;
import dev.signalbox.signin.TestCredentials;
import dev.signalbox.startup.TestClock;
import dev.signalbox.upstream.CallPolicies;
import dev.signalbox.upstream.RefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Candidate CHEAP = candidate("cheap");
    private static final Candidate FREE = candidate("free");

    private final TestClock clock = new TestClock();
    private final Cooldowns cooldowns = new Cooldowns(clock);
    private final Quotas quotas = new Quotas(clock);
    private final RoutingConfig config = new RoutingConfig(Duration.ofMinutes(5), 0);
    private final Planner planner = new Planner(
            cooldowns, quotas, new Sessions(config, clock), config, candidate -> 1, candidate -> false, clock);
    private final List<Plan> plans = new ArrayList<>();
    private final Attempts attempts = attempts(Duration.ofMinutes(4));
    private final List<String> witnessed = new ArrayList<>();

    private Attempts attempts(Duration budget) {
        var limits = new Budget.Limits(budget, Duration.ofMinutes(2));
        return new Attempts(
                new CallPolicies(), new Budget(limits, limits), cooldowns, TestCredentials.none(), quotas, clock);
    }

    private static Candidate candidate(String provider) {
        return new Candidate(
                provider,
                provider,
                Protocol.OPENAI_CHAT,
                URI.create("https://" + provider + ".example/v1"),
                AuthScheme.BEARER,
                Map.of(),
                Set.of(),
                ModelProfile.unknown("m"),
                null);
    }

    private String first(Function<Candidate, String> call, Candidate... candidates) {
        return first(attempts, call, candidates);
    }

    private String first(Attempts walking, Function<Candidate, String> call, Candidate... candidates) {
        var route = new Route("test", List.of(new Rank(List.of(candidates), AccountStrategy.PRIORITY)));
        return walking.first(planner.plan(route, null), true, call, new Attempts.Witness() {
            @Override
            public void planned(Plan plan) {
                plans.add(plan);
            }

            @Override
            public void attempted(Candidate candidate, @Nullable Failure failure, Duration took) {
                witnessed.add(candidate.route() + " " + (failure == null ? "ok" : failure.kind()));
            }

            @Override
            public void closed(Plan.Decision closed) {
                witnessed.add(closed.candidate().route() + " closed");
            }
        });
    }

    private static RuntimeException failing(Failure.Kind kind, int status) {
        return Failure.of(kind, status, kind.name()).asException();
    }

    @Test
    void movesOnFromAFailureThatAnotherMayDoBetter() {
        var answer = first(
                c -> {
                    if (c.equals(CHEAP)) {
                        throw failing(Failure.Kind.OVERLOADED, 529);
                    }
                    return c.route();
                },
                CHEAP,
                FREE);

        assertThat(answer).isEqualTo("free/m");
        assertThat(witnessed).containsExactly("cheap/m OVERLOADED", "free/m ok");
        assertThat(cooldowns.of(CHEAP)).isPresent();
    }

    @Test
    void oneThatHangsLeavesTimeForTheOthers() {
        var hasty = attempts(Duration.ofMillis(600));

        var answer = first(
                hasty,
                c -> {
                    if (c.equals(CHEAP)) {
                        hang();
                    }
                    return c.route();
                },
                CHEAP,
                FREE);

        assertThat(answer).isEqualTo("free/m");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(witnessed).containsExactly("cheap/m TIMEOUT", "free/m ok");
        assertThat(cooldowns.of(CHEAP)).isPresent();
    }

    /** As a call does whose provider says nothing. */
    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void saysWhoWasAskedWhenTheTimeIsOver() {
        assertThatThrownBy(() -> first(
                        c -> {
                            clock.advance(Duration.ofMinutes(2));
                            throw failing(Failure.Kind.OVERLOADED, 529);
                        },
                        CHEAP,
                        FREE,
                        candidate("dear")))
                .isInstanceOfSatisfying(ChatException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(Failure.Kind.TIMEOUT);
                    assertThat(e.failure().status()).isEqualTo(504);
                    assertThat(e.failure().message())
                            .contains("within 240 s", "cheap/m (overloaded), free/m (overloaded)", "any more: 1");
                });
        assertThat(witnessed).containsExactly("cheap/m OVERLOADED", "free/m OVERLOADED");
    }

    @Test
    void aRefusedConnectionIsAFailureOfTheProvider() {
        var answer = first(
                c -> {
                    if (c.equals(CHEAP)) {
                        throw new RefusedException("nobody there", new java.net.ConnectException());
                    }
                    return c.route();
                },
                CHEAP,
                FREE);

        assertThat(answer).isEqualTo("free/m");
        assertThat(witnessed).containsExactly("cheap/m UNREACHABLE", "free/m ok");
    }

    @Test
    void aClientsFaultEndsTheWalkAndCoolsNobody() {
        assertThatThrownBy(() -> first(
                        c -> {
                            throw failing(Failure.Kind.CLIENT_FAULT, 400);
                        },
                        CHEAP,
                        FREE))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.failure().status()).isEqualTo(400));
        assertThat(witnessed).containsExactly("cheap/m CLIENT_FAULT");
        assertThat(cooldowns.of(CHEAP)).isEmpty();
    }

    @Test
    void skipsWhatTheProviderToldUsToLeaveAlone() {
        cooldowns.failed(
                CHEAP, Failure.of(Failure.Kind.QUOTA_EXHAUSTED, 429, "used up").withRetryAfter(Duration.ofHours(1)));

        assertThat(first(Candidate::route, CHEAP, FREE)).isEqualTo("free/m");
        assertThat(witnessed).containsExactly("free/m ok");
    }

    @Test
    void leavesAloneWhoAskedForItSinceThePlanWasMade() {
        assertThatThrownBy(() -> first(
                        c -> {
                            cooldowns.failed(
                                    FREE,
                                    Failure.of(Failure.Kind.RATE_LIMITED, 429, "told another request")
                                            .withRetryAfter(Duration.ofHours(1)));
                            throw failing(Failure.Kind.OVERLOADED, 500);
                        },
                        CHEAP,
                        FREE))
                .isInstanceOfSatisfying(ChatException.class, e -> {
                    assertThat(e.failure().status()).isEqualTo(429);
                    assertThat(e.failure().retryAfter()).isEqualTo(Duration.ofHours(1));
                    assertThat(e.failure().message()).contains("free/m", "3600 s");
                });
        assertThat(witnessed).containsExactly("cheap/m OVERLOADED", "free/m closed");
    }

    @Test
    void theOnlyRoadIsTakenEvenWhenItsRestIsOnlyAGuess() {
        cooldowns.failed(CHEAP, Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));

        assertThat(first(Candidate::route, CHEAP)).isEqualTo("cheap/m");
    }

    @Test
    void tellsHowLongABusyProviderIsLeftAlone() {
        assertThatThrownBy(() -> first(
                        c -> {
                            throw failing(Failure.Kind.RATE_LIMITED, 429);
                        },
                        CHEAP))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.failure().retryAfter())
                                .isBetween(Duration.ofMillis(1), Duration.ofMillis(1200)));
    }

    @Test
    void tellsTheEarliestResetWhenAllAreResting() {
        cooldowns.failed(CHEAP, Failure.of(Failure.Kind.RATE_LIMITED, 429, "a").withRetryAfter(Duration.ofHours(2)));
        cooldowns.failed(FREE, Failure.of(Failure.Kind.RATE_LIMITED, 429, "b").withRetryAfter(Duration.ofHours(1)));

        assertThatThrownBy(() -> first(Candidate::route, CHEAP, FREE))
                .isInstanceOfSatisfying(ChatException.class, e -> {
                    assertThat(e.failure().status()).isEqualTo(429);
                    assertThat(e.failure().retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
                });
        assertThat(witnessed).isEmpty();
    }
}
