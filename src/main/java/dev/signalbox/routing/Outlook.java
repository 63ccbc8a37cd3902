package dev.signalbox.routing;

import dev.signalbox.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an account is behind the pace at which it would be used up just at its reset, and so what it would lose if it were
 * not used.
 *
 * @param lapsing the window that says so; null when none is known to lapse
 * @param haste the share that is left over the share of time that is left: above 1 something will lapse at an even pace, below
 *     1 it will run out before; 1 when nobody knows
 */
record Outlook(@Nullable QuotaWindow lapsing, double haste) {
    private static final Outlook UNKNOWN = new Outlook(null, 1);

    /** The most that is supposed of whom nothing is known. */
    private static final double SUPPOSED = 2;

    /** What one window says of itself. */
    private record Pressure(QuotaWindow window, double haste, Instant reset) {}

    /**
     * That of each. Whoever says nothing is taken to be as far behind as the others are on average, for the same night lies
     * behind all of them; not ahead of its pace, and not far behind.
     */
    static List<Outlook> all(List<Prospect> prospects, Instant now) {
        var known =
                prospects.stream().map(prospect -> of(prospect.windows(), now)).toList();
        double usual = known.stream()
                .filter(one -> one.lapsing() != null)
                .mapToDouble(Outlook::haste)
                .average()
                .orElse(1);
        var supposed = new Outlook(null, Math.clamp(usual, 1, SUPPOSED));
        return known.stream().map(one -> one.lapsing() == null ? supposed : one).toList();
    }

    /**
     * The window with the least haste is the one that limits: more than it allows cannot be used of the others either. Where it
     * allows more than an even pace it limits nothing, and the one counts that would lose most before that one resets.
     */
    static Outlook of(List<QuotaWindow> windows, Instant now) {
        var all = new ArrayList<Pressure>();
        for (var window : windows) {
            var left = window.remainingShare();
            var reset = window.nextReset(now);
            if (window.lapses() && left.isPresent() && reset != null && window.length() != null) {
                all.add(new Pressure(window, left.getAsDouble() / timeLeft(reset, window.length(), now), reset));
            }
        }
        if (all.isEmpty()) {
            return UNKNOWN;
        }
        var byHaste = Comparator.comparingDouble(Pressure::haste);
        var tightest = all.stream().min(byHaste).orElseThrow();
        var counts = tightest.haste() < 1
                ? tightest
                : all.stream()
                        .filter(one -> !one.reset().isAfter(tightest.reset()))
                        .max(byHaste)
                        .orElse(tightest);
        return new Outlook(counts.window(), counts.haste());
    }

    private static double timeLeft(Instant resetsAt, Duration length, Instant now) {
        double share = (double) Duration.between(now, resetsAt).toMillis() / Math.max(1, length.toMillis());
        return Math.clamp(share, 1e-6, 1);
    }
}
