package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.access.ApiKeySummary;
import dev.signalbox.access.ApiKeys;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.usage.UsageBucket;
import dev.signalbox.usage.UsageGroup;
import dev.signalbox.usage.UsageHistory;
import dev.signalbox.usage.UsageQueries;
import dev.signalbox.usage.UsageTotals;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was consumed over a period, by model, provider, account or key. */
@Named
@Service
public class UsagePage {
    private static final int DAYS = 7;
    private static final Duration HOURLY = Duration.ofDays(3);

    /** Beyond that a bar for each day is no longer seen, and only costs. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final UsageQueries usage;
    private final Providers providers;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final UsageForm form;
    private final Notices notices;
    private final Clock clock;

    /**
     * A roll-up for the page.
     *
     * @param chart what Chart.js is to draw, as JSON
     */
    public record Report(UsageTotals total, List<Row> rows, String chart) {}

    /** One line of the table. */
    public record Row(String name, UsageTotals totals) {}

    @Inject
    UsagePage(
            UsageQueries usage,
            Providers providers,
            Accounts accounts,
            ApiKeys keys,
            UsageForm form,
            Notices notices,
            Clock clock) {
        this.usage = usage;
        this.providers = providers;
        this.accounts = accounts;
        this.keys = keys;
        this.form = form;
        this.notices = notices;
        this.clock = clock;
    }

    /** Sets the last days, today included. */
    public void last(int days) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        form.setTo(today.toString());
        form.setFrom(today.minusDays(days - 1L).toString());
    }

    /** Reads for the page, as {@code report}. */
    public void load() {
        PageData.put("report", report());
    }

    private Report report() {
        if (form.getFrom().isEmpty() || form.getTo().isEmpty()) {
            last(DAYS);
        }
        try {
            var from = start(LocalDate.parse(form.getFrom()));
            var to = start(LocalDate.parse(form.getTo()).plusDays(1));
            if (from.isBefore(to) && Duration.between(from, to).compareTo(LONGEST) <= 0) {
                return report(from, to);
            }
        } catch (DateTimeException noDate) {
            // said below, together with dates in the wrong order or too far from each other
        }
        notices.failed("usage.badDates", LONGEST.toDays());
        last(DAYS);
        return report();
    }

    private Report report(Instant from, Instant to) {
        var group = UsageGroup.of(form.getGroup()).orElse(UsageGroup.MODEL);
        var bucket = Duration.between(from, to).compareTo(HOURLY) <= 0 ? UsageBucket.HOUR : UsageBucket.DAY;
        var history = usage.history(from, to, group, bucket);
        var rows = history.groups().stream()
                .map(line -> new Row(name(group, line), line.totals()))
                .toList();
        var names = history.groups().stream().limit(UsageChart.SERIES).map(line -> name(group, line));
        return new Report(
                history.total(),
                rows,
                new UsageChart(
                                history,
                                names.toList(),
                                form.getMeasure(),
                                notices.text("usage.unit." + form.getMeasure()),
                                notices.text("usage.others"))
                        .json(from, to, bucket));
    }

    private String name(UsageGroup group, UsageHistory.Group line) {
        var id = line.group();
        if (id == null) {
            return notices.text("usage.none." + group.name().toLowerCase(Locale.ROOT));
        }
        return switch (group) {
            case MODEL -> id;
            case PROVIDER -> providers.nameOf(id);
            case ACCOUNT -> account(id);
            case KEY -> key(id, line.name());
        };
    }

    private String account(String id) {
        return accounts.all().stream()
                .filter(account -> account.id().toString().equals(id))
                .map(Account::name)
                .findFirst()
                .orElse(id);
    }

    private String key(String id, @Nullable String then) {
        return keys.list().stream()
                .filter(key -> key.id().toString().equals(id))
                .map(ApiKeySummary::name)
                .findFirst()
                .orElse(then == null ? id : then);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
