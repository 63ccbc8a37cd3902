package dev.signalbox.quota;

import dev.signalbox.wire.Waits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads when windows reset. Points in time are measured against the answer's own {@code Date}, so that a wrong clock on either
 * side does no harm.
 */
final class ResetTimes {
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Instant now;
    private final Instant theirs;

    /** Measures against a clock, and against theirs where they tell it. */
    ResetTimes(Instant now, @Nullable String date) {
        this.now = now;
        var told = Waits.date(date);
        this.theirs = told == null ? now : told;
    }

    /** The moment by our clock; null when the text names none. */
    @Nullable
    Instant read(@Nullable String given) {
        var wait = Waits.read(given, theirs);
        return wait == null || wait.compareTo(LONGEST) > 0 ? null : now.plus(wait);
    }
}
