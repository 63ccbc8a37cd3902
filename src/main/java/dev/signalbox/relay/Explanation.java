package dev.signalbox.relay;

import dev.signalbox.chat.Failure;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Plan;
import dev.signalbox.usage.RouteDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of each candidate of a request, put into words when it has ended. */
final class Explanation {
    private final Plan plan;
    private final Map<String, Optional<Failure>> outcomes = new HashMap<>();
    private final Map<String, Plan.Decision> closed = new HashMap<>();
    private final Map<String, Failure> broken = new HashMap<>();

    Explanation(Plan plan) {
        this.plan = plan;
    }

    void attempted(Candidate candidate, @Nullable Failure failure) {
        outcomes.put(key(candidate), Optional.ofNullable(failure));
    }

    /** It had begun to answer. */
    void brokeOff(Candidate candidate, Failure failure) {
        broken.put(key(candidate), failure);
    }

    void closed(Plan.Decision decision) {
        closed.put(key(decision.candidate()), decision);
    }

    private static String key(Candidate candidate) {
        return candidate.holder() + " " + candidate.route();
    }

    List<RouteDecision> decisions() {
        return plan.decisions().stream().map(this::decision).toList();
    }

    private RouteDecision decision(Plan.Decision planned) {
        var candidate = planned.candidate();
        var one = closed.getOrDefault(key(candidate), planned);
        var outcome = outcomes.get(key(candidate));
        var reason = one.reason().text(plan.at());
        if (outcome == null) {
            return of(candidate, unused(one.standing()), reason);
        }
        if (outcome.isPresent()) {
            return of(candidate, "failed", word(outcome.get()) + "; " + reason);
        }
        var cut = broken.get(key(candidate));
        if (cut != null) {
            return of(candidate, "failed", word(cut) + " after the answer had begun; " + reason);
        }
        return of(candidate, "chosen", reason + cost(candidate));
    }

    private static String word(Failure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT);
    }

    /** What is said where a conversation leaves the place where its prompt is cached. */
    private String cost(Candidate candidate) {
        var warm = plan.warm();
        return warm == null || plan.costOf(candidate) == 0
                ? ""
                : "; leaves " + plan.costOf(candidate) + " prompt tokens behind that are cached at " + warm.route();
    }

    private static String unused(Plan.Standing standing) {
        return switch (standing) {
            case READY, RESERVED, DEMOTED -> "not-needed";
            case BLOCKED -> "skipped";
        };
    }

    private static RouteDecision of(Candidate candidate, String decision, String reason) {
        var account = candidate.account();
        return new RouteDecision(
                candidate.route(),
                account == null ? null : account.id(),
                account == null ? null : account.name(),
                decision,
                reason);
    }
}
