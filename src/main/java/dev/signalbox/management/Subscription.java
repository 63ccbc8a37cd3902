package dev.signalbox.management;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One watcher's queue of events. */
final class Subscription {
    private static final int CAPACITY = 256;

    private final BlockingQueue<LiveEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong missed = new AtomicLong();

    /** Takes the event in, or counts it as missed when the queue is full; never waits. */
    void offer(LiveEvent event) {
        if (!queue.offer(event)) {
            missed.incrementAndGet();
        }
    }

    /** The next event, empty when none comes in time. */
    Optional<LiveEvent> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** How many events were missed so far. */
    long missed() {
        return missed.get();
    }
}
