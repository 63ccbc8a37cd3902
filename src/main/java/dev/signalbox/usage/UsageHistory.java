package dev.signalbox.usage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A roll-up of the ledger over a period.
 *
 * @param groups totals over the whole period, the dearest first
 * @param series totals by group and time span, the earliest first; spans without requests are left out
 */
public record UsageHistory(UsageTotals total, List<Group> groups, List<Point> series) {
    public UsageHistory {
        groups = List.copyOf(groups);
        series = List.copyOf(series);
    }

    /**
     * The totals of one group.
     *
     * @param group the model's route, the provider's id, or the account's or key's id; null for requests without one
     * @param name the key's latest name, null for other groups
     */
    public record Group(@Nullable String group, @Nullable String name, UsageTotals totals) {}

    /** The totals of one group within the time span that starts at {@code start}. */
    public record Point(Instant start, @Nullable String group, UsageTotals totals) {}
}
