package dev.signalbox.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each candidate of a request.
 *
 * @param at when it was made
 * @param decisions those that may be called, in their order, then those that are left alone
 * @param warm where the conversation's prompt is cached; null when it is nowhere
 */
public record Plan(
        Instant at, List<Decision> decisions, @Nullable Warmth warm) {
    public Plan {
        decisions = List.copyOf(decisions);
    }

    /** How a candidate stands. */
    public enum Standing {
        /** Called in its turn. */
        READY,
        /** Called after all that are ready: what it has left is kept for such a case. */
        RESERVED,
        /** Called after those: it failed a moment ago, or its account must sign in again. */
        DEMOTED,
        /** Not called before a moment that is known. */
        BLOCKED
    }

    /**
     * A candidate's place and why.
     *
     * @param until when it is called again; null unless it is blocked
     */
    public record Decision(
            Candidate candidate,
            Standing standing,
            Reason reason,
            @Nullable Instant until) {}

    /** What leaving the conversation's place costs: prompt tokens to be read anew. Zero for whoever has them cached. */
    public long costOf(Candidate candidate) {
        return warm == null || warm.at(candidate) ? 0 : warm.tokens();
    }

    /** Those that may be called, in the order they are tried. */
    public List<Decision> order() {
        return decisions.stream()
                .filter(one -> one.standing() != Standing.BLOCKED)
                .toList();
    }

    /** Those that are left alone. */
    public List<Decision> blocked() {
        return decisions.stream()
                .filter(one -> one.standing() == Standing.BLOCKED)
                .toList();
    }
}
