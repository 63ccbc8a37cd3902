package dev.signalbox.usage;

import java.time.Instant;

/** Hours since the epoch, UTC: the grain of the roll-ups. */
final class UsageHours {
    static final int SECONDS = 3600;

    private UsageHours() {}

    static int of(Instant time) {
        return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), SECONDS));
    }

    static Instant start(long hour) {
        return Instant.ofEpochSecond(hour * SECONDS);
    }
}
