package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.quota.Quotas;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.routing.Pass;
import dev.signalbox.routing.Plan;
import dev.signalbox.routing.Reason;
import dev.signalbox.signin.Credentials;
import dev.signalbox.upstream.CallPolicies;
import dev.signalbox.upstream.RefusedException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the candidates until one answers. A failure that another may do better moves on and is invisible to the client; a
 * client's own fault ends the walk at once and cools nobody.
 */
@Service
class Attempts {
    /** A rest that the provider stated and that ends this soon is waited for rather than refused. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(5);

    /** How long a request without another road waits for the one that tries it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CallPolicies policies;
    private final Budget budget;
    private final Cooldowns cooldowns;
    private final Credentials credentials;
    private final Quotas quotas;
    private final Clock clock;

    @Inject
    Attempts(
            CallPolicies policies,
            Budget budget,
            Cooldowns cooldowns,
            Credentials credentials,
            Quotas quotas,
            Clock clock) {
        this.policies = policies;
        this.budget = budget;
        this.cooldowns = cooldowns;
        this.credentials = credentials;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** Told of the plan and of every attempt, for the ledger. */
    interface Witness {
        void planned(Plan plan);

        void attempted(Candidate candidate, @Nullable Failure failure, Duration took);

        /** Somebody else was told, after the plan was made, to leave this one alone. */
        default void closed(Plan.Decision closed) {}

        /** Whom the answer is for. */
        default Presence client() {
            return Presence.unwatched();
        }
    }

    /**
     * The first answer.
     *
     * @param stream whether the first event, rather than the whole answer, is awaited
     * @throws ChatException with the most useful failure when nobody answered
     */
    <T> T first(Plan plan, boolean stream, Function<Candidate, T> call, Witness witness) {
        witness.planned(plan);
        var walk = new Walk(budget.of(stream), plan.order().size(), clock);
        var later = new ArrayDeque<Plan.Decision>();
        for (var decision : plan.order()) {
            var pass = cooldowns.enter(decision.candidate(), Duration.ZERO);
            if (pass.isEmpty()) {
                later.add(decision);
                continue;
            }
            var answer = passed(decision, pass.get(), stream, call, witness, walk);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        later.addAll(almostOver(plan, walk));
        for (var decision : later) {
            awaitRest(decision, witness.client());
            var pass = cooldowns.enter(decision.candidate(), PATIENCE).orElseThrow();
            var answer = passed(decision, pass, stream, call, witness, walk);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw walk.end();
    }

    /** Of those who are left alone, whoever is back so soon that waiting beats refusing; the others count as failed. */
    private List<Plan.Decision> almostOver(Plan plan, Walk walk) {
        var soon = new ArrayList<Plan.Decision>();
        for (var decision : plan.blocked()) {
            var wait = untilReturn(decision);
            if (wait.compareTo(WORTH_WAITING) <= 0) {
                soon.add(decision);
            } else {
                walk.passedBy(resting(decision, wait));
            }
        }
        walk.expect(soon.size());
        return soon;
    }

    private Duration untilReturn(Plan.Decision decision) {
        return decision.until() == null ? Duration.ZERO : Duration.between(clock.instant(), decision.until());
    }

    /** Empty when another candidate may do better. */
    private <T> Optional<T> passed(
            Plan.Decision decision,
            Pass pass,
            boolean stream,
            Function<Candidate, T> call,
            Witness witness,
            Walk walk) {
        try (pass) {
            witness.client().demand();
            walk.turn();
            var closed = closedSince(decision);
            if (closed.isPresent()) {
                witness.closed(closed.get());
                walk.passedBy(resting(closed.get(), untilReturn(closed.get())));
                return Optional.empty();
            }
            var candidate = decision.candidate();
            try {
                return Optional.of(withFreshToken(candidate, stream, call, witness, walk));
            } catch (RuntimeException e) {
                var failure = failure(e, witness.client());
                if (!failure.kind().nextCandidate()) {
                    throw new ChatException(failure, e);
                }
                cooldowns.failed(candidate, failure);
                learn(candidate, failure);
                walk.failed(candidate, withGuess(candidate, failure));
                return Optional.empty();
            }
        }
    }

    /** What others were told while this request was with somebody else, or waited for them to try. */
    private Optional<Plan.Decision> closedSince(Plan.Decision decision) {
        var known = decision.until();
        return cooldowns
                .of(decision.candidate())
                .filter(rest -> rest.stated() && (known == null || rest.until().isAfter(known)))
                .map(rest -> new Plan.Decision(
                        decision.candidate(), Plan.Standing.BLOCKED, new Reason.Resting(rest), rest.until()));
    }

    private void learn(Candidate candidate, Failure failure) {
        var account = candidate.account();
        if (account != null) {
            quotas.refused(account.id(), candidate.profile().model(), failure);
        }
    }

    /** One call with the account's token of this moment; where it is refused and another can be had, a second and last one. */
    private <T> T withFreshToken(
            Candidate routed, boolean stream, Function<Candidate, T> call, Witness witness, Walk walk) {
        var account = routed.account();
        if (account == null) {
            return attempt(routed, stream, call, witness, walk);
        }
        var candidate = routed.with(fresh(account, witness));
        try {
            return attempt(candidate, stream, call, witness, walk);
        } catch (ChatException e) {
            var used = candidate.account();
            if (e.failure().kind() != Failure.Kind.UNAUTHORIZED || used == null || !credentials.refused(used)) {
                throw e;
            }
            return attempt(routed.with(fresh(used, witness)), stream, call, witness, walk);
        }
    }

    /** A client that leaves does not break off a renewal, which may be half done at the vendor. */
    private HeldAccount fresh(HeldAccount account, Witness witness) {
        return witness.client().undisturbed(() -> credentials.fresh(account));
    }

    private <T> T attempt(
            Candidate candidate, boolean stream, Function<Candidate, T> call, Witness witness, Walk walk) {
        var start = clock.instant();
        try {
            Supplier<T> attempt = () -> call.apply(candidate);
            var answer = walk.within(() -> stream ? policies.firstEvent(attempt) : policies.whole(attempt));
            cooldowns.succeeded(candidate);
            witness.attempted(candidate, null, Duration.between(start, clock.instant()));
            return answer;
        } catch (RuntimeException e) {
            witness.attempted(candidate, failure(e, witness.client()), Duration.between(start, clock.instant()));
            throw e;
        }
    }

    /** Where a provider that is busy names no time, the client is told how long we shall leave it alone. */
    private Failure withGuess(Candidate candidate, Failure failure) {
        boolean busy = failure.status() == 429 || failure.status() == 503 || failure.status() == 529;
        if (!busy || failure.retryAfter() != null) {
            return failure;
        }
        return cooldowns
                .of(candidate)
                .map(rest -> failure.withRetryAfter(Duration.between(clock.instant(), rest.until())))
                .orElse(failure);
    }

    private void awaitRest(Plan.Decision decision, Presence client) {
        client.demand();
        var wait = untilReturn(decision);
        if (wait.isNegative() || wait.isZero()) {
            return;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            client.demand();
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Kind.CANCELLED, 503, "The gateway is stopping.")
                    .asException();
        }
    }

    private static Failure resting(Plan.Decision decision, Duration wait) {
        var why = decision.reason() instanceof Reason.Resting resting
                ? resting.rest().why()
                : Failure.Kind.QUOTA_EXHAUSTED;
        boolean limit = why == Failure.Kind.RATE_LIMITED || why == Failure.Kind.QUOTA_EXHAUSTED;
        return Failure.of(
                        why,
                        limit ? 429 : 503,
                        decision.candidate().route()
                                + (limit
                                        ? " has reached its provider's limit"
                                        : " is left alone, as its provider asked,")
                                + " and can be used again in " + Math.max(1, (wait.toMillis() + 999) / 1000) + " s.")
                .withRetryAfter(wait);
    }

    private static Failure failure(RuntimeException e, Presence client) {
        return client.left() ? Settlement.CLIENT_LEFT : failure(e);
    }

    private static Failure failure(RuntimeException e) {
        return switch (e) {
            case ChatException c -> c.failure();
            case RefusedException r ->
                Failure.of(Failure.Kind.UNREACHABLE, 502, r.getMessage() == null ? "unreachable" : r.getMessage());
            case TimeoutException t ->
                Failure.of(Failure.Kind.TIMEOUT, 504, "The provider did not begin to answer in time.");
            case BulkheadException b ->
                Failure.of(Failure.Kind.OVERLOADED, 503, "Too many calls to providers are in flight.")
                        .withRetryAfter(Duration.ofSeconds(1));
            default -> throw e;
        };
    }
}
