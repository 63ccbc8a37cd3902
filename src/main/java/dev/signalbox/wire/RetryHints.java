package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait, from its headers and its error body. Points in time are measured against the
 * response's own {@code Date}, so that a wrong clock on either side does no harm.
 */
final class RetryHints {
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Map<String, String> headers;
    private final @Nullable Instant now;

    private RetryHints(Map<String, String> headers) {
        this.headers = headers;
        this.now = Waits.date(headers.get("date"));
    }

    static @Nullable Duration of(int status, Map<String, String> headers, JsonNode error) {
        var hints = new RetryHints(headers);
        var wait = first(
                Waits.millis(headers.get("retry-after-ms")),
                hints.value(headers.get("retry-after")),
                hints.body(error));
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
            var delay = value(detail.path("retryDelay").asText(""));
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

    private @Nullable Duration value(@Nullable String given) {
        return Waits.read(given, now);
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
