package dev.signalbox.quota;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * MiniMax plans: an interval of some hours and a week, by group of models. What is called a count of usage is what is left;
 * where the answer has percentages, those count.
 */
@Service
class MiniMaxUsage implements VendorUsage {
    /** All models that write. */
    private static final String GENERAL = "general";

    @Inject
    MiniMaxUsage() {}

    @Override
    public String id() {
        return "minimax";
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var whole = answer.names().contains("data") ? answer.object("data") : answer;
        var status = whole.object("base_resp").whole("status_code");
        if (status.isPresent() && status.getAsLong() != 0) {
            throw new UsageRefused(whole.object("base_resp").text("status_msg").orElse("The vendor refused."));
        }
        var found = new ArrayList<QuotaWindow>();
        for (var group : whole.objects("model_remains")) {
            var name = group.text("model_name").orElse(GENERAL);
            var model = name.equals(GENERAL) ? null : name;
            window("interval", "current_interval", "", group, model, now).ifPresent(found::add);
            window("7d", "current_weekly", "weekly_", group, model, now).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<QuotaWindow> window(
            String name, String counts, String times, Facts group, @Nullable String model, Instant now) {
        var used = used(group, counts);
        if (used.isEmpty()) {
            return Optional.empty();
        }
        var start = group.time(now, times + "start_time");
        var end = group.time(now, times + "end_time");
        var wait = group.whole(times + "remains_time");
        var reset = end == null && wait.isPresent() ? now.plusMillis(wait.getAsLong()) : end;
        var length = start == null || end == null || !end.isAfter(start) ? null : Duration.between(start, end);
        return Optional.of(QuotaWindow.share(
                WindowNames.of(length, name), model, used.getAsDouble(), reset, length, QuotaSource.VENDOR, now));
    }

    private static OptionalDouble used(Facts group, String counts) {
        var percent = group.number(counts + "_remaining_percent");
        if (percent.isPresent()) {
            return OptionalDouble.of(1 - percent.getAsDouble() / 100);
        }
        var total = group.number(counts + "_total_count");
        var left = group.number(counts + "_usage_count");
        return total.isEmpty() || left.isEmpty() || total.getAsDouble() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - left.getAsDouble() / total.getAsDouble());
    }
}
