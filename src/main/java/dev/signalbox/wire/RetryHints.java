package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait, from its headers and its error body. Points in time are measured against the
 * response's own {@code Date}, so that a wrong clock on either side does no harm.
 */
final class RetryHints {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,12}(?:\\.\\d{1,9})?)ms)?");
    private static final long EPOCH = 1_000_000_000L;

    private final Map<String, String> headers;
    private final @Nullable Instant now;

    private RetryHints(Map<String, String> headers) {
        this.headers = headers;
        this.now = date(headers.get("date"));
    }

    static @Nullable Duration of(int status, Map<String, String> headers, JsonNode error) {
        var hints = new RetryHints(headers);
        var wait = first(hints.millis("retry-after-ms"), hints.value(headers.get("retry-after")), hints.body(error));
        if (wait == null && status == 429) {
            wait = hints.limits();
        }
        if (wait == null || wait.isNegative()) {
            return null;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private @Nullable Duration body(JsonNode error) {
        for (var detail : error.path("details")) {
            var delay = units(detail.path("retryDelay").asText(""));
            if (delay != null) {
                return delay;
            }
        }
        return first(
                value(error.path("resets_in_seconds").asText("")),
                value(error.path("retry_after").asText("")),
                value(error.path("resets_at").asText("")));
    }

    /** The longest of the limits that are used up; of all of them when none says so. */
    private @Nullable Duration limits() {
        Duration usedUp = null;
        Duration any = null;
        for (var header : headers.entrySet()) {
            var name = header.getKey();
            if (!name.contains("ratelimit") || !name.contains("reset")) {
                continue;
            }
            var wait = value(header.getValue());
            any = longer(any, wait);
            if ("0".equals(headers.get(name.replace("reset", "remaining")))) {
                usedUp = longer(usedUp, wait);
            }
        }
        return usedUp == null ? any : usedUp;
    }

    private @Nullable Duration millis(String header) {
        var text = headers.getOrDefault(header, "").strip();
        return NUMBER.matcher(text).matches() ? Duration.ofMillis((long) Double.parseDouble(text)) : null;
    }

    /** Seconds, a span like {@code 6m0s}, epoch seconds or milliseconds, an HTTP date, or an ISO instant. */
    private @Nullable Duration value(@Nullable String given) {
        var text = given == null ? "" : given.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (NUMBER.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (number < EPOCH) {
                return Duration.ofMillis(Math.round(number * 1000));
            }
            return until(Instant.ofEpochMilli((long) (number < EPOCH * 1000 ? number * 1000 : number)));
        }
        return first(units(text), until(date(text)), until(iso(text)));
    }

    private @Nullable Duration until(@Nullable Instant moment) {
        return moment == null || now == null ? null : Duration.between(now, moment);
    }

    private static @Nullable Duration units(String text) {
        var found = UNITS.matcher(text);
        if (text.isEmpty() || !found.matches()) {
            return null;
        }
        return Duration.ofDays(whole(found.group(1)))
                .plusHours(whole(found.group(2)))
                .plusMinutes(whole(found.group(3)))
                .plusMillis(Math.round(fraction(found.group(4)) * 1000))
                .plusMillis((long) Math.ceil(fraction(found.group(5))));
    }

    private static long whole(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static double fraction(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant iso(String text) {
        try {
            return ZonedDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Duration first(@Nullable Duration... waits) {
        for (var wait : waits) {
            if (wait != null) {
                return wait;
            }
        }
        return null;
    }

    private static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }
}
