package dev.signalbox.management;

import dev.signalbox.usage.UsageHistory;
import dev.signalbox.usage.UsageTotals;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was used over a period, in total, by group and over time.
 *
 * @param items the groups, the dearest first
 * @param series the groups by hour or day, the earliest first; spans without requests are left out
 */
@Schema(name = "UsageReport")
public record UsageReport(
        Instant from, Instant to, String groupBy, String bucket, Totals total, List<Group> items, List<Point> series) {

    static UsageReport of(Instant from, Instant to, String groupBy, String bucket, UsageHistory history) {
        return new UsageReport(
                from,
                to,
                groupBy,
                bucket,
                Totals.of(history.total()),
                history.groups().stream()
                        .map(group -> new Group(group.group(), group.name(), Totals.of(group.totals())))
                        .toList(),
                history.series().stream()
                        .map(point -> new Point(point.start(), point.group(), Totals.of(point.totals())))
                        .toList());
    }

    /**
     * A group's totals.
     *
     * @param group route, provider id, account id or key id; absent for requests without one
     * @param name the key's latest name
     */
    @Schema(name = "UsageGroup")
    public record Group(@Nullable String group, @Nullable String name, Totals totals) {}

    /** A group's totals within the hour or day that begins at {@code start}. */
    @Schema(name = "UsagePoint")
    public record Point(Instant start, @Nullable String group, Totals totals) {}

    /**
     * Requests, tokens and cost in nano-dollars.
     *
     * @param unpriced answered requests of which no price was known; the cost leaves them out
     */
    @Schema(name = "UsageTotals")
    public record Totals(
            long requests,
            long failed,
            long estimated,
            long unpriced,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheWriteTokens,
            long reasoningTokens,
            long costNanos) {
        static Totals of(UsageTotals totals) {
            var usage = totals.usage();
            return new Totals(
                    totals.requests(),
                    totals.failed(),
                    totals.estimated(),
                    totals.unpriced(),
                    usage.input(),
                    usage.output(),
                    usage.cacheRead(),
                    usage.cacheWrite(),
                    usage.reasoning(),
                    totals.costNanos());
        }
    }
}
