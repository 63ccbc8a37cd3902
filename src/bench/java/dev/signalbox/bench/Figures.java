package dev.signalbox.bench;

import java.util.Arrays;

/** A sample of durations in nanoseconds, sorted. */
record Figures(long[] nanos) {
    Figures {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    boolean isEmpty() {
        return nanos.length == 0;
    }

    /** The value that this share of the sample does not exceed, in milliseconds; NaN when there is none. */
    double millis(double share) {
        return isEmpty() ? Double.NaN : nanos[Math.min(nanos.length - 1, (int) (nanos.length * share))] / 1e6;
    }

    /** The middle one of these values. */
    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
