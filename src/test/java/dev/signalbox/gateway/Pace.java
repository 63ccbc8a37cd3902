package dev.signalbox.gateway;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Holds the gateway to a promise of time without holding it to the machine's: while the test waits it calls the gateway again
 * and again, and a call that takes longer than such a call does counts no more than one. Where the machine is in no hurry
 * that is the time on the wall; where gateway or test stand still, nothing is counted against either.
 */
public final class Pace {
    /** A call and the pause after it, on a machine that has time. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(15);

    private Pace() {}

    /** Whether it comes true within the time promised. */
    public static boolean keeps(Duration promised, BooleanSupplier condition) {
        var call = HttpRequest.newBuilder(Gateway.URL.resolve("/health/live"))
                .timeout(Duration.ofMinutes(2))
                .build();
        long left = promised.toNanos();
        while (!condition.getAsBoolean()) {
            if (left <= 0) {
                return false;
            }
            long start = System.nanoTime();
            Gateway.running().send(call);
            LockSupport.parkNanos(PAUSE);
            left -= Math.min(System.nanoTime() - start, STEP);
        }
        return true;
    }
}
