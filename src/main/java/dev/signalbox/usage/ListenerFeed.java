package dev.signalbox.usage;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Hands settled requests to the listeners on a thread of its own; what does not fit its queue is dropped. */
final class ListenerFeed {
    private static final System.Logger LOG = System.getLogger(ListenerFeed.class.getName());
    private static final int CAPACITY = 1024;

    private final Iterable<UsageListener> listeners;
    private final BlockingQueue<SettledRequest> queue = new ArrayBlockingQueue<>(CAPACITY);
    private @Nullable Thread thread;

    ListenerFeed(Iterable<UsageListener> listeners) {
        this.listeners = listeners;
    }

    void open() {
        thread = Thread.ofVirtual().name("usage-listeners").start(this::run);
    }

    void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Never waits. */
    @SuppressWarnings("ReturnValueIgnored") // live events are best effort: a full queue drops them
    void offer(SettledRequest request) {
        queue.offer(request);
    }

    private void run() {
        var heard = new java.util.ArrayList<UsageListener>();
        listeners.forEach(heard::add);
        try {
            while (true) {
                tell(heard, queue.take());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(List<UsageListener> listeners, SettledRequest request) {
        for (var listener : listeners) {
            try {
                listener.settled(request);
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "A usage listener failed", failed);
            }
        }
    }
}
