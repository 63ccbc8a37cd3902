package dev.signalbox.routing;

import java.util.List;

/**
 * Candidates of which none comes first by configuration.
 *
 * @param strategy which of them is tried first
 */
public record Rank(List<Candidate> candidates, AccountStrategy strategy) {
    public Rank {
        candidates = List.copyOf(candidates);
    }
}
