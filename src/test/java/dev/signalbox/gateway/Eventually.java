package dev.signalbox.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens behind an answer and is promised for no certain moment: long, for the machine may be slow. */
public final class Eventually {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private Eventually() {}

    /** Looks until it is so; false when it never was. */
    public static boolean becomes(BooleanSupplier condition) {
        return seen(condition::getAsBoolean, Boolean::booleanValue);
    }

    /** Looks until what is seen is as expected, or for too long; hands out what was seen last. */
    public static <T> T seen(Supplier<T> look, Predicate<T> expected) {
        long start = System.nanoTime();
        var seen = look.get();
        while (!expected.test(seen) && System.nanoTime() - start < LONG.toNanos()) {
            LockSupport.parkNanos(PAUSE);
            seen = look.get();
        }
        return seen;
    }
}
