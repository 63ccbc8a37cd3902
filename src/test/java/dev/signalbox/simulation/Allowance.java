package dev.signalbox.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * A window as the vendor enforces it: so many tokens from one reset to the next, and resets at fixed times.
 *
 * @param phase from the start of the simulation to the first reset
 */
record Allowance(String name, long limit, Duration length, Duration phase) {
    /** Which of the windows, counted from the one that the simulation starts in, a moment lies in. */
    long turn(Instant start, Instant moment) {
        return Math.floorDiv(Duration.between(start.plus(phase), moment).toSeconds(), length.toSeconds()) + 1;
    }

    Instant end(Instant start, long turn) {
        return start.plus(phase).plus(length.multipliedBy(turn));
    }
}
