package dev.signalbox.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Windows told by the headers of an answer: OpenAI's {@code x-ratelimit-*} (also Groq, Azure, Mistral, Cerebras and others, with
 * or without a period in the name), {@code anthropic-ratelimit-*}, Anthropic's unified windows of subscriptions, Codex's
 * {@code x-codex-*}, Copilot's {@link CopilotHeaders}, and the IETF draft's {@code ratelimit-*}. Windows of subscriptions are the account's; the others hold for
 * the model that was asked, because vendors mostly count by model.
 */
final class QuotaHeaders {
    private static final Pattern COUNTED = Pattern.compile(
            "(x-|anthropic-)?ratelimit-(?:(limit|remaining)(?:-([a-z_-]+))?|([a-z-]+)-(limit|remaining))");
    private static final Pattern UNIFIED =
            Pattern.compile("anthropic-ratelimit-unified-(\\d+[hd](?:_[a-z0-9]+)?)-utilization");
    private static final Pattern CODEX = Pattern.compile("x-codex-(primary|secondary)-used-percent");
    private static final Duration DAY = Duration.ofDays(1);

    private final Map<String, String> headers;
    private final String model;
    private final Instant now;
    private final ResetTimes resets;
    private final List<QuotaWindow> found = new ArrayList<>();

    private QuotaHeaders(Map<String, String> headers, String model, Instant now) {
        this.headers = headers;
        this.model = model;
        this.now = now;
        this.resets = new ResetTimes(now, headers.get("date"));
    }

    /**
     * The windows that an answer tells of.
     *
     * @param headers names in lower case
     * @param model that was asked
     */
    static List<QuotaWindow> read(Map<String, String> headers, String model, Instant now) {
        for (var name : headers.keySet()) {
            if (name.contains("ratelimit") || name.startsWith("x-codex-") || CopilotHeaders.has(name)) {
                return new QuotaHeaders(headers, model, now).all();
            }
        }
        return List.of();
    }

    private List<QuotaWindow> all() {
        for (var name : new TreeSet<>(headers.keySet())) {
            if (CopilotHeaders.has(name)) {
                CopilotHeaders.read(name, headers.getOrDefault(name, ""), resets, now)
                        .ifPresent(found::add);
            } else if (name.contains("ratelimit")) {
                ratelimit(name);
            } else {
                codex(name);
            }
        }
        return found;
    }

    private void ratelimit(String name) {
        var unified = UNIFIED.matcher(name);
        if (unified.matches()) {
            unified(unified.group(1));
            return;
        }
        var counted = COUNTED.matcher(name);
        if (counted.matches()) {
            var vendor = counted.group(1) == null ? "" : counted.group(1);
            var kind = counted.group(2) == null ? counted.group(4) : counted.group(3);
            if (!vendor.equals("anthropic-") || !kind.startsWith("unified")) {
                counted(vendor, kind == null ? "" : kind, counted.group(2) != null);
            }
        }
    }

    private void counted(String vendor, String kind, boolean kindLast) {
        if (found.stream().anyMatch(window -> window.name().equals(kind.isEmpty() ? "requests" : kind))) {
            return; // its limit came before its remainder
        }
        var unit = unit(kind);
        var limit = number(value(vendor, "limit", kind, kindLast));
        var remaining = number(value(vendor, "remaining", kind, kindLast));
        if (unit == null || (remaining.isEmpty() && limit.isEmpty())) {
            return;
        }
        Long most = whole(limit);
        Long left = whole(remaining);
        if (most == null && left != null && left == 0) {
            most = 0L; // nothing left of we do not know how much
        }
        found.add(new QuotaWindow(
                kind.isEmpty() ? "requests" : kind,
                model,
                unit,
                most,
                most == null || left == null ? null : Long.valueOf(Math.max(0, most - left)),
                resets.read(value(vendor, "reset", kind, kindLast)),
                length(kind),
                QuotaSource.HEADERS,
                now,
                true));
    }

    private static @Nullable Long whole(OptionalDouble number) {
        return number.isPresent() ? Long.valueOf((long) number.getAsDouble()) : null;
    }

    private @Nullable String value(String vendor, String what, String kind, boolean kindLast) {
        var name = kind.isEmpty() ? what : kindLast ? what + "-" + kind : kind + "-" + what;
        return headers.get(vendor + "ratelimit-" + name);
    }

    private static @Nullable QuotaUnit unit(String kind) {
        if (kind.isEmpty() || kind.contains("request") || kind.startsWith("req")) {
            return QuotaUnit.REQUESTS;
        }
        return kind.contains("token") ? QuotaUnit.TOKENS : null;
    }

    private static @Nullable Duration length(String kind) {
        if (kind.endsWith("minute")) {
            return Duration.ofMinutes(1);
        }
        if (kind.endsWith("hour")) {
            return Duration.ofHours(1);
        }
        return kind.endsWith("day") ? DAY : null;
    }

    /** A subscription's window: {@code 5h}, {@code 7d}, or {@code 7d_opus} for some models only. */
    private void unified(String name) {
        var prefix = "anthropic-ratelimit-unified-" + name;
        var used = number(headers.get(prefix + "-utilization"));
        boolean rejected = "rejected".equals(headers.get(prefix + "-status"));
        if (used.isEmpty() && !rejected) {
            return;
        }
        var window = QuotaWindow.share(
                name,
                name.contains("_") ? family(name.substring(name.indexOf('_') + 1)) : null,
                rejected ? 1 : used.getAsDouble(),
                resets.read(headers.get(prefix + "-reset")),
                span(name.split("_", 2)[0]),
                QuotaSource.HEADERS,
                now);
        boolean beyond = "allowed".equals(headers.get("anthropic-ratelimit-unified-overage-status"));
        found.add(beyond ? window.withoutGate() : window);
    }

    /** All models of the family, as the vendor's usage endpoint has it; the model that was asked where it is none of them. */
    private String family(String name) {
        return model.contains(name) ? "*" + name + "*" : model;
    }

    private static Duration span(String text) {
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("h") ? Duration.ofHours(count) : Duration.ofDays(count);
    }

    private void codex(String name) {
        var matched = CODEX.matcher(name);
        if (!matched.matches()) {
            return;
        }
        var prefix = "x-codex-" + matched.group(1);
        var used = number(headers.get(name));
        var minutes = number(headers.get(prefix + "-window-minutes"));
        var length = minutes.isPresent() ? Duration.ofMinutes((long) minutes.getAsDouble()) : null;
        var reset = first(prefix + "-reset-at", prefix + "-reset-after-seconds", prefix + "-resets-in-seconds");
        if (used.isPresent()) {
            found.add(QuotaWindow.share(
                    WindowNames.of(length, matched.group(1)),
                    null,
                    used.getAsDouble() / 100,
                    resets.read(reset),
                    length,
                    QuotaSource.HEADERS,
                    now));
        }
    }

    private @Nullable String first(String... names) {
        for (var name : names) {
            var value = headers.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static OptionalDouble number(@Nullable String text) {
        if (text == null || !text.strip().matches("\\d{1,15}(\\.\\d{1,9})?")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(text.strip()));
    }
}
