package dev.signalbox.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives blocking work on a virtual thread a limit of time: past it the thread is interrupted, which ends a socket read. */
final class Linger {
    private Linger() {}

    static void atMost(Duration limit, Runnable work) {
        var worker = Thread.currentThread();
        var over = new AtomicBoolean();
        var watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(limit);
            } catch (InterruptedException done) {
                return;
            }
            if (over.compareAndSet(false, true)) {
                worker.interrupt();
            }
        });
        try {
            work.run();
        } finally {
            if (over.compareAndSet(false, true)) {
                watch.interrupt();
            } else {
                awaitInterrupt(watch);
            }
        }
    }

    /** The watch has decided to interrupt: wait until it has, so that the interrupt hits nothing later. */
    private static void awaitInterrupt(Thread watch) {
        while (watch.isAlive()) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }
}
