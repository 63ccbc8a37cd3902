package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SecretKind;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Claude plans: percentages of five hours, of seven days, and of seven days for a family of models. */
@Service
class ClaudeUsage implements VendorUsage {
    private static final Pattern WINDOW = Pattern.compile("(five_hour|seven_day)(?:_([a-z0-9]+))?");

    @Inject
    ClaudeUsage() {}

    @Override
    public String id() {
        return "claude";
    }

    @Override
    public Optional<UsageCall> call(String address, HeldAccount account) {
        return Optional.ofNullable(account.secret(SecretKind.ACCESS_TOKEN))
                .map(token -> UsageCall.get(address, token)
                        .with("anthropic-beta", "oauth-2025-04-20")
                        .with("anthropic-version", "2023-06-01"));
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        boolean beyond = answer.object("extra_usage").says("is_enabled");
        var found = new ArrayList<QuotaWindow>();
        for (var name : answer.names()) {
            var window = WINDOW.matcher(name);
            var facts = answer.object(name);
            var used = facts.number("utilization");
            if (!window.matches() || used.isEmpty()) {
                continue;
            }
            var length = window.group(1).equals("five_hour") ? Duration.ofHours(5) : Duration.ofDays(7);
            var family = window.group(2);
            var called = WindowNames.of(length, name);
            var one = QuotaWindow.share(
                    family == null ? called : called + "_" + family,
                    family == null ? null : "*" + family + "*",
                    used.getAsDouble() / 100,
                    facts.time(now, "resets_at"),
                    length,
                    QuotaSource.VENDOR,
                    now);
            found.add(beyond ? one.withoutGate() : one);
        }
        return found;
    }
}
