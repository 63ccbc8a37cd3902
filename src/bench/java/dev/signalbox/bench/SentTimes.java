package dev.signalbox.bench;

/** Finds the times that a paced provider put into its pieces, wherever the bytes were cut on their way. */
final class SentTimes {
    private static final byte MARK = '@';

    private final Samples first = new Samples();
    private final Samples later = new Samples();
    private boolean inside;
    private long value;
    private int seen;

    static String mark(long nanos) {
        return "@" + nanos + "@ ";
    }

    void take(byte[] bytes, int from, int to) {
        long now = System.nanoTime();
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == MARK) {
                if (inside) {
                    (seen++ == 0 ? first : later).add(now - value);
                }
                inside = !inside;
                value = 0;
            } else if (inside) {
                value = value * 10 + (b - '0');
            }
        }
    }

    int seen() {
        return seen;
    }

    Samples first() {
        return first;
    }

    Samples later() {
        return later;
    }
}
