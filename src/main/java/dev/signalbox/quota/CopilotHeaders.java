package dev.signalbox.quota;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Copilot's headers, written as queries: {@code x-quota-snapshot-<kind>} with {@code ent} (the entitlement, -1 for no limit),
 * {@code rem} (percent that is left), {@code ovPerm} (whether it goes on beyond) and {@code rst} (the reset), and
 * {@code x-usage-ratelimit-session} and {@code -weekly} with the last two. They hold for the account, not for the model.
 */
final class CopilotHeaders {
    private static final Pattern SNAPSHOT = Pattern.compile("x-quota-snapshot-([a-z_-]{1,60})");
    private static final Pattern USAGE = Pattern.compile("x-usage-ratelimit-(session|weekly)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    private static final Duration WEEK = Duration.ofDays(7);

    private CopilotHeaders() {}

    static boolean has(String name) {
        return name.startsWith("x-quota-snapshot-") || name.startsWith("x-usage-ratelimit-");
    }

    static Optional<QuotaWindow> read(String name, String value, ResetTimes resets, Instant now) {
        var facts = query(value);
        var snapshot = SNAPSHOT.matcher(name);
        if (snapshot.matches()) {
            return snapshot(snapshot.group(1), facts, resets, now);
        }
        var usage = USAGE.matcher(name);
        var left = number(facts, "rem");
        if (!usage.matches() || left.isEmpty()) {
            return Optional.empty();
        }
        boolean weekly = usage.group(1).equals("weekly");
        return Optional.of(QuotaWindow.share(
                        weekly ? WindowNames.of(WEEK, "weekly") : "session",
                        null,
                        1 - left.getAsDouble() / 100,
                        resets.read(facts.get("rst")),
                        weekly ? WEEK : null,
                        QuotaSource.HEADERS,
                        now)
                .withoutGate());
    }

    private static Optional<QuotaWindow> snapshot(
            String kind, Map<String, String> facts, ResetTimes resets, Instant now) {
        var entitlement = number(facts, "ent");
        var left = number(facts, "rem");
        if (entitlement.isEmpty() || left.isEmpty() || entitlement.getAsDouble() < 0) {
            return Optional.empty();
        }
        var window = CopilotUsage.window(
                kind.equals("premium_models") ? CopilotUsage.PREMIUM : kind,
                entitlement,
                OptionalDouble.empty(),
                left,
                resets.read(facts.get("rst")),
                QuotaSource.HEADERS,
                now);
        return Optional.of("true".equals(facts.get("ovPerm")) ? window.withoutGate() : window);
    }

    private static Map<String, String> query(String value) {
        var facts = new HashMap<String, String>();
        for (var pair : value.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                facts.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return facts;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return text;
        }
    }

    private static OptionalDouble number(Map<String, String> facts, String name) {
        var text = facts.getOrDefault(name, "");
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
