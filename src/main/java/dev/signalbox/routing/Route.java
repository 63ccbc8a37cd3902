package dev.signalbox.routing;

import dev.signalbox.chat.Reasoning;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a request may go.
 *
 * @param requested the model as the client named it
 * @param reasoning what a suffix such as {@code (high)} asks for, outranking the body; null without one
 * @param ranks whoever is in an earlier one comes first; none is empty
 */
public record Route(String requested, @Nullable Reasoning reasoning, List<Rank> ranks) {
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
                reasoning,
                ranks.stream()
                        .map(rank -> new Rank(
                                rank.candidates().stream().filter(wanted).toList(), rank.strategy()))
                        .toList());
    }
}
