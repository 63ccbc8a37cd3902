package dev.signalbox.console;

import dev.signalbox.usage.UsageBucket;
import dev.signalbox.usage.UsageHistory;
import dev.signalbox.usage.UsageTotals;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A roll-up as stacked bars for Chart.js; groups beyond the dearest few are drawn as one.
 *
 * @param names of the dearest groups, in their order
 * @param measure {@code tokens}, {@code cost} or {@code requests}
 * @param unit what is counted, in words
 * @param rest how the other groups are called
 */
record UsageChart(UsageHistory history, List<String> names, String measure, String unit, String rest) {
    static final int SERIES = 5;

    private static final List<String> COLOURS =
            List.of("#2f7d6d", "#d0662b", "#4c6fbf", "#a8862a", "#9457a8", "#7d8790");
    private static final int NANO_DIGITS = 9;

    String json(Instant from, Instant to, UsageBucket bucket) {
        var spans = spans(from, to, bucket);
        var sets = Json.createArrayBuilder();
        for (int i = 0; i < names.size(); i++) {
            var group = history.groups().get(i).group();
            sets.add(set(names.get(i), i, data(spans, List.of(new Wanted(group)))));
        }
        var others = history.groups().stream()
                .skip(SERIES)
                .map(group -> new Wanted(group.group()))
                .toList();
        if (!others.isEmpty()) {
            sets.add(set(rest, SERIES, data(spans, others)));
        }
        var data = Json.createObjectBuilder()
                .add("labels", Json.createArrayBuilder(labels(spans, bucket)))
                .add("datasets", sets);
        return Json.createObjectBuilder()
                .add("type", "bar")
                .add("data", data)
                .add("options", options())
                .build()
                .toString();
    }

    /** A group, which may be the one without a name. */
    private record Wanted(@Nullable String group) {}

    private static JsonObjectBuilder set(String name, int colour, JsonArray data) {
        return Json.createObjectBuilder()
                .add("label", name)
                .add("backgroundColor", COLOURS.get(colour))
                .add("data", data);
    }

    private JsonArray data(List<Instant> spans, List<Wanted> groups) {
        var values = Json.createArrayBuilder();
        for (var span : spans) {
            var sum = history.series().stream()
                    .filter(point -> point.start().equals(span))
                    .filter(point -> groups.stream().anyMatch(wanted -> Objects.equals(wanted.group(), point.group())))
                    .map(point -> value(point.totals()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            values.add(sum);
        }
        return values.build();
    }

    private BigDecimal value(UsageTotals totals) {
        return switch (measure) {
            case "cost" -> BigDecimal.valueOf(totals.costNanos(), NANO_DIGITS);
            case "requests" -> BigDecimal.valueOf(totals.requests());
            default -> BigDecimal.valueOf(totals.usage().total());
        };
    }

    private JsonObjectBuilder options() {
        var stacked = Json.createObjectBuilder().add("stacked", true);
        var title = Json.createObjectBuilder().add("display", true).add("text", unit);
        return Json.createObjectBuilder()
                .add("responsive", true)
                .add("maintainAspectRatio", false)
                .add("animation", false)
                .add(
                        "scales",
                        Json.createObjectBuilder()
                                .add("x", stacked)
                                .add(
                                        "y",
                                        Json.createObjectBuilder()
                                                .add("stacked", true)
                                                .add("beginAtZero", true)
                                                .add("title", title)))
                .add(
                        "plugins",
                        Json.createObjectBuilder()
                                .add("legend", Json.createObjectBuilder().add("position", "bottom")));
    }

    private static List<Instant> spans(Instant from, Instant to, UsageBucket bucket) {
        var width = switch (bucket) {
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
        };
        var spans = new ArrayList<Instant>();
        for (var span = from; span.isBefore(to); span = span.plus(width)) {
            spans.add(span);
        }
        return spans;
    }

    private static List<String> labels(List<Instant> spans, UsageBucket bucket) {
        var pattern = switch (bucket) {
            case HOUR -> "d MMM HH:mm";
            case DAY -> "d MMM";
        };
        var format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
        return spans.stream().map(format::format).toList();
    }
}
