package dev.signalbox.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds hourly totals up by group and time span. */
final class RollUp {
    private final UsageBucket bucket;
    private final Map<Span, UsageTotals> spans = new LinkedHashMap<>();
    private final Map<Id, UsageTotals> groups = new LinkedHashMap<>();
    private final Map<Id, String> names = new LinkedHashMap<>();
    private UsageTotals total = UsageTotals.NONE;

    private record Id(@Nullable String value) {}

    private record Span(long startHour, Id group) {}

    RollUp(UsageBucket bucket) {
        this.bucket = bucket;
    }

    void add(@Nullable String group, @Nullable String name, long hour, UsageTotals totals) {
        var id = new Id(group);
        spans.merge(new Span(bucket.start(Math.toIntExact(hour)), id), totals, UsageTotals::plus);
        groups.merge(id, totals, UsageTotals::plus);
        total = total.plus(totals);
        if (name != null) {
            names.put(id, name);
        }
    }

    UsageHistory history() {
        var byCost = new ArrayList<UsageHistory.Group>();
        groups.forEach((id, totals) -> byCost.add(new UsageHistory.Group(id.value(), names.get(id), totals)));
        byCost.sort(
                Comparator.comparingLong((UsageHistory.Group g) -> g.totals().costNanos())
                        .thenComparingLong(g -> g.totals().requests())
                        .reversed());
        List<UsageHistory.Point> series = new ArrayList<>();
        spans.forEach((span, totals) -> series.add(new UsageHistory.Point(
                UsageHours.start(span.startHour()), span.group().value(), totals)));
        return new UsageHistory(total, byCost, series);
    }
}
