package dev.signalbox.quota;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Kimi Code: a week, and shorter windows whose length the answer names; in a unit that it does not. */
@Service
class KimiUsage implements VendorUsage {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Map<String, Duration> UNITS = Map.of(
            "TIME_UNIT_SECOND", Duration.ofSeconds(1),
            "TIME_UNIT_MINUTE", Duration.ofMinutes(1),
            "TIME_UNIT_HOUR", Duration.ofHours(1),
            "TIME_UNIT_DAY", Duration.ofDays(1));

    @Inject
    KimiUsage() {}

    @Override
    public String id() {
        return "kimi";
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var found = new ArrayList<QuotaWindow>();
        window(answer.object("usage"), WEEK, "week", now).ifPresent(found::add);
        int number = 0;
        for (var limit : answer.objects("limits")) {
            number++;
            window(limit.object("detail"), length(limit.object("window")), "window-" + number, now)
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Optional<QuotaWindow> window(Facts facts, @Nullable Duration length, String otherwise, Instant now) {
        var used = used(facts);
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(QuotaWindow.share(
                        WindowNames.of(length, otherwise),
                        null,
                        used.getAsDouble(),
                        facts.time(now, "resetTime", "resetAt", "reset_time", "reset_at"),
                        length,
                        QuotaSource.VENDOR,
                        now));
    }

    private static OptionalDouble used(Facts facts) {
        var limit = facts.number("limit");
        var used = facts.number("used");
        var left = facts.number("remaining");
        if (limit.isEmpty() || limit.getAsDouble() <= 0 || (used.isEmpty() && left.isEmpty())) {
            return OptionalDouble.empty();
        }
        double amount = used.isPresent() ? used.getAsDouble() : limit.getAsDouble() - left.getAsDouble();
        return OptionalDouble.of(amount / limit.getAsDouble());
    }

    private static @Nullable Duration length(Facts window) {
        var one = window.text("timeUnit").map(UNITS::get);
        var count = window.whole("duration");
        return one.isEmpty() || count.isEmpty() || count.getAsLong() < 1
                ? null
                : one.get().multipliedBy(Math.min(count.getAsLong(), 1_000_000));
    }
}
