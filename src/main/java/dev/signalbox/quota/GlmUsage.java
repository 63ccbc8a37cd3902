package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GLM Coding Plans: percentages of tokens in some hours and in a week; what their tools may do in a month concerns no model. */
@Service
class GlmUsage implements VendorUsage {
    private static final String TOKENS = "TOKENS_LIMIT";

    /** What the numbers of units mean. */
    private static final Map<Long, Duration> UNITS =
            Map.of(1L, Duration.ofDays(1), 3L, Duration.ofHours(1), 6L, Duration.ofDays(7));

    @Inject
    GlmUsage() {}

    @Override
    public String id() {
        return "glm";
    }

    /** The key as it is, without {@code Bearer}. */
    @Override
    public Optional<UsageCall> call(String address, HeldAccount account) {
        return Optional.ofNullable(account.credential())
                .map(key -> UsageCall.get(address, key).with("Authorization", key.reveal()));
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var code = answer.whole("code");
        if (Boolean.FALSE.equals(answer.flag("success")) || (code.isPresent() && code.getAsLong() != 200)) {
            throw new UsageRefused(answer.text("msg").orElse("The vendor refused."));
        }
        var found = new ArrayList<QuotaWindow>();
        for (var limit : answer.object("data").objects("limits")) {
            var used = limit.number("percentage");
            if (used.isPresent() && limit.text("type").filter(TOKENS::equals).isPresent()) {
                var length = length(limit);
                found.add(QuotaWindow.share(
                        WindowNames.of(length, "tokens"),
                        null,
                        used.getAsDouble() / 100,
                        limit.time(now, "nextResetTime"),
                        length,
                        QuotaSource.VENDOR,
                        now));
            }
        }
        return found;
    }

    private static @Nullable Duration length(Facts limit) {
        var unit = limit.whole("unit");
        var number = limit.whole("number");
        var one = unit.isEmpty() ? null : UNITS.get(unit.getAsLong());
        return one == null || number.isEmpty() || number.getAsLong() < 1
                ? null
                : one.multipliedBy(Math.min(number.getAsLong(), 400));
    }
}
