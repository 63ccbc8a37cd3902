package dev.signalbox.relay;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives blocking work on a virtual thread a limit of time: past it the thread is interrupted, which ends a socket read. Most
 * work ends long before, so that one thread watches over all of it and a watch costs no more than an entry in its queue.
 */
final class Linger {
    private static final int WORKING = 0;
    private static final int DONE = 1;
    private static final int INTERRUPTING = 2;
    private static final int INTERRUPTED = 3;
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private Linger() {}

    private static ScheduledThreadPoolExecutor watch() {
        var watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("linger").factory());
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    static void atMost(Duration limit, Runnable work) {
        var alarm = new Alarm();
        alarm.set(limit);
        try {
            work.run();
        } finally {
            alarm.off();
        }
    }

    /** What the work comes to; where it fails because its time was over, it fails with {@code late} instead. */
    static <T> T within(Duration limit, Supplier<T> work, Function<RuntimeException, RuntimeException> late) {
        var alarm = new Alarm();
        alarm.set(limit);
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw alarm.off() ? late.apply(e) : e;
        } finally {
            alarm.off();
        }
    }

    /** Interrupts the thread that made it, unless it is switched off before. */
    private static final class Alarm {
        private final Thread worker = Thread.currentThread();
        private final AtomicInteger state = new AtomicInteger(WORKING);
        private @Nullable Future<?> ringing;

        void set(Duration limit) {
            ringing = WATCH.schedule(this::ring, limit.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void ring() {
            if (state.compareAndSet(WORKING, INTERRUPTING)) {
                worker.interrupt();
                state.set(INTERRUPTED);
            }
        }

        /** Whether it has rung; the interrupt is taken back. */
        boolean off() {
            if (state.compareAndSet(WORKING, DONE)) {
                if (ringing != null) {
                    ringing.cancel(false);
                }
                return false;
            }
            if (state.get() == DONE) {
                return false;
            }
            awaitInterrupt();
            return true;
        }

        /** The watch has decided to interrupt: wait until it has, so that the interrupt hits nothing later. */
        private void awaitInterrupt() {
            while (state.get() != INTERRUPTED) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
        }
    }
}
