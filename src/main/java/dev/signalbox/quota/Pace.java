package dev.signalbox.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/** How fast a window is being used, from what was seen of it in the last hour. */
final class Pace {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration APART = Duration.ofMinutes(1);

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long used) {}

    synchronized void saw(long used, Instant at) {
        if (!samples.isEmpty() && used < samples.getLast().used()) {
            samples.clear(); // it was reset
        }
        while (samples.size() > 1 && samples.getFirst().at().isBefore(at.minus(MEMORY))) {
            samples.removeFirst();
        }
        if (samples.isEmpty() || Duration.between(samples.getLast().at(), at).compareTo(APART) >= 0) {
            samples.add(new Sample(at, used));
        }
    }

    /** When nothing will be left at this pace; empty when it lasts until the reset, or nobody can tell. */
    synchronized Optional<Instant> runsOut(QuotaWindow window, Instant now) {
        var used = window.used();
        var left = window.remaining();
        if (samples.isEmpty() || used == null || left.isEmpty()) {
            return Optional.empty();
        }
        var first = samples.getFirst();
        long span = Duration.between(first.at(), now).toMillis();
        long spent = used - first.used();
        if (span < APART.toMillis() || spent <= 0) {
            return Optional.empty();
        }
        var end = now.plusMillis((long) ((double) left.getAsLong() * span / spent));
        return window.resetsAt() != null && !end.isBefore(window.resetsAt()) ? Optional.empty() : Optional.of(end);
    }
}
