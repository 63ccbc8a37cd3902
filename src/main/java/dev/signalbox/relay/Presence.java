package dev.signalbox.relay;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the client of one exchange is still there. When it leaves, the thread that works for it is interrupted, which ends
 * its waiting for the provider; from the settlement of the books on it is left in peace.
 */
public final class Presence implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable Peer peer;
    private @Nullable Thread worker;
    private final boolean direct;
    private final Set<Presence> registry;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean left;
    private boolean released;
    private boolean shielded;
    private int missed;
    private boolean listed;

    /** {@code direct} tells that nobody forwarded the request, so that the peer is surely who is connected. */
    Presence(@Nullable Peer peer, boolean direct, Set<Presence> registry) {
        this.peer = peer;
        this.direct = direct;
        this.registry = registry;
    }

    /** A client of which nothing can be known. */
    static Presence unwatched() {
        return new Presence(null, false, Set.of());
    }

    /** The current thread works for this client from now on. */
    public void begin() {
        lock.lock();
        try {
            worker = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Peer peer() {
        return peer;
    }

    /** Whether the client has left. */
    boolean left() {
        return left;
    }

    /** @throws dev.signalbox.chat.ChatException CANCELLED when the client has left */
    void demand() {
        if (left) {
            throw Settlement.CLIENT_LEFT.asException();
        }
    }

    /** The client has just taken something. */
    void tookSomething() {
        lastSign = System.nanoTime();
    }

    /** Nanoseconds since the client took something, or since it asked. */
    long silence(long now) {
        return now - lastSign;
    }

    /**
     * What a look at the system's connections showed; true when another look must confirm that it has vanished.
     *
     * @param proven whether the system is known to list the connections that requests come in by
     */
    boolean seen(SocketTable.State state, boolean proven) {
        switch (state) {
            case OPEN -> {
                listed = true;
                missed = 0;
            }
            case CLOSED_BY_PEER -> leave();
            case MISSING -> missed++;
        }
        boolean known = listed || (direct && proven);
        if (known && missed > 1) {
            leave();
        }
        return known && missed == 1;
    }

    /** The client has left: whoever works for it stops. */
    void leave() {
        lock.lock();
        try {
            if (!left && !released) {
                left = true;
                if (worker != null && !shielded) {
                    worker.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does something that must not be broken off; a client that leaves meanwhile is noticed afterwards.
     *
     * @throws dev.signalbox.chat.ChatException CANCELLED when the client has left
     */
    <T> T undisturbed(Supplier<T> work) {
        demand();
        shield(true);
        T done;
        try {
            done = work.get();
        } finally {
            shield(false);
        }
        demand();
        return done;
    }

    private void shield(boolean on) {
        lock.lock();
        try {
            shielded = on;
        } finally {
            lock.unlock();
        }
    }

    /** From now on the worker is not interrupted; an interrupt that came before is taken back. */
    void release() {
        lock.lock();
        try {
            if (!released && left && worker == Thread.currentThread()) {
                Thread.interrupted();
            }
            released = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        release();
        if (peer != null) {
            registry.remove(this);
        }
    }
}
