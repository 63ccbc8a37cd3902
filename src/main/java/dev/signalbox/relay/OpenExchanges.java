package dev.signalbox.relay;

import dev.signalbox.Service;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The exchanges under way, so that the gateway can stop taking new ones and wait for the last to end. */
@Service
public class OpenExchanges {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int open;
    private volatile boolean closed;

    /** Counts one more; false, and nothing counted, when the gateway takes no more. */
    public boolean enter() {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            open++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** One that was let in has ended. */
    public void leave() {
        lock.lock();
        try {
            if (--open == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether new ones are refused. */
    public boolean closed() {
        return closed;
    }

    /** Lets no new one in; the number still under way. */
    public int close() {
        lock.lock();
        try {
            closed = true;
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until none is under way, this long at most; the number that are. */
    public int await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (open > 0 && nanos > 0) {
                nanos = none.awaitNanos(nanos);
            }
            return open;
        } finally {
            lock.unlock();
        }
    }
}
