package dev.signalbox.routing;

import java.util.List;
import java.util.function.Predicate;

/**
 * Where a request may go.
 *
 * @param requested the model as the client named it
 * @param ranks whoever is in an earlier one comes first; none is empty
 */
public record Route(String requested, List<Rank> ranks) {
    public Route {
        ranks = ranks.stream().filter(rank -> !rank.candidates().isEmpty()).toList();
    }

    /** Everybody, in the order of configuration; at least one. */
    public List<Candidate> candidates() {
        return ranks.stream().flatMap(rank -> rank.candidates().stream()).toList();
    }

    /** The same with those candidates only. */
    public Route only(Predicate<Candidate> wanted) {
        return new Route(
                requested,
                ranks.stream()
                        .map(rank -> new Rank(
                                rank.candidates().stream().filter(wanted).toList(), rank.strategy()))
                        .toList());
    }
}
