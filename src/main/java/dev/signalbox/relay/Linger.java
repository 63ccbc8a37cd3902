package dev.signalbox.relay;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
        var worker = Thread.currentThread();
        var state = new AtomicInteger(WORKING);
        var alarm = WATCH.schedule(() -> interrupt(worker, state), limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            work.run();
        } finally {
            if (state.compareAndSet(WORKING, DONE)) {
                alarm.cancel(false);
            } else {
                awaitInterrupt(state);
            }
        }
    }

    private static void interrupt(Thread worker, AtomicInteger state) {
        if (state.compareAndSet(WORKING, INTERRUPTING)) {
            worker.interrupt();
            state.set(INTERRUPTED);
        }
    }

    /** The watch has decided to interrupt: wait until it has, so that the interrupt hits nothing later. */
    private static void awaitInterrupt(AtomicInteger state) {
        while (state.get() != INTERRUPTED) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }
}
