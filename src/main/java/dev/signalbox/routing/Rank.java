package dev.signalbox.routing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Candidates of which none comes first by configuration.
 *
 * @param strategy which of them is tried first
 */
public record Rank(List<Candidate> candidates, AccountStrategy strategy) {
    public Rank {
        candidates = List.copyOf(candidates);
    }

    /** The same with what becomes of each candidate; who becomes nothing is left out. */
    Rank with(Function<Candidate, Optional<Candidate>> change) {
        return new Rank(
                candidates.stream().map(change).flatMap(Optional::stream).toList(), strategy);
    }
}
