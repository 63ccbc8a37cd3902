package dev.signalbox.routing;

import dev.signalbox.quota.QuotaWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with everything that its place in the order depends on.
 *
 * @param rank who has a smaller one comes first, whatever the strategy
 * @param strategy which of the same rank is tried first
 * @param rest for how long it is left alone; null when it is not
 * @param windows what its account has left for the model; empty when nobody knows
 * @param weight how often it comes first among equals, relative to them
 * @param recentTokens what its account was used for of late
 * @param need how badly its account is needed for requests that fewer can answer; 1 for not at all
 * @param metered whether every token is paid for, so that nothing can lapse
 */
public record Prospect(
        Candidate candidate,
        int rank,
        AccountStrategy strategy,
        @Nullable Rest rest,
        List<QuotaWindow> windows,
        int weight,
        long recentTokens,
        double need,
        boolean metered) {
    public Prospect {
        windows = List.copyOf(windows);
    }
}
