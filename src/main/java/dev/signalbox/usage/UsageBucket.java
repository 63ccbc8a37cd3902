package dev.signalbox.usage;

/** How long the time spans of a roll-up are; days are UTC days. */
public enum UsageBucket {
    HOUR(1),
    DAY(24);

    private final int hours;

    UsageBucket(int hours) {
        this.hours = hours;
    }

    /** The first hour since the epoch of the span that holds {@code hour}. */
    int start(int hour) {
        return Math.floorDiv(hour, hours) * hours;
    }
}
