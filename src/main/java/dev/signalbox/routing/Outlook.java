package dev.signalbox.routing;

import dev.signalbox.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
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

    /** The window with the least haste is the one that limits: more than it allows cannot be used of the others either. */
    static Outlook of(List<QuotaWindow> windows, Instant now) {
        Outlook tightest = null;
        for (var window : windows) {
            var left = window.remainingShare();
            if (window.lapses() && left.isPresent() && window.resetsAt() != null && window.length() != null) {
                double haste = left.getAsDouble() / timeLeft(window.resetsAt(), window.length(), now);
                if (tightest == null || haste < tightest.haste()) {
                    tightest = new Outlook(window, haste);
                }
            }
        }
        return tightest == null ? UNKNOWN : tightest;
    }

    private static double timeLeft(Instant resetsAt, Duration length, Instant now) {
        double share = (double) Duration.between(now, resetsAt).toMillis() / Math.max(1, length.toMillis());
        return Math.clamp(share, 1e-6, 1);
    }
}
