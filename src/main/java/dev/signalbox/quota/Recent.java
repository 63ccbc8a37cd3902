package dev.signalbox.quota;

import java.time.Duration;
import java.time.Instant;

/** A sum that fades: what was added an hour ago counts half. */
record Recent(long tokens, Instant at) {
    private static final double HALF_LIFE = Duration.ofHours(1).toMillis();

    long at(Instant now) {
        var age = Math.max(0, Duration.between(at, now).toMillis());
        return Math.round(tokens * Math.pow(0.5, age / HALF_LIFE));
    }

    Recent plus(long more, Instant now) {
        return new Recent(at(now) + more, now);
    }
}
