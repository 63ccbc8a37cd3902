package dev.signalbox.bench;

import java.util.Arrays;

/** Collects durations of one thread. */
final class Samples {
    private long[] nanos = new long[256];
    private int size;

    void add(long value) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = value;
    }

    void addAll(Samples other) {
        for (int i = 0; i < other.size; i++) {
            add(other.nanos[i]);
        }
    }

    Figures figures() {
        return new Figures(Arrays.copyOf(nanos, size));
    }
}
