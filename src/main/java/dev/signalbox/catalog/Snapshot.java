package dev.signalbox.catalog;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds, as an immutable value in memory: read without a lock, replaced as a whole after a change.
 *
 * @param <T> an immutable type
 */
public final class Snapshot<T> {
    private final Supplier<T> source;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable T value;

    public Snapshot(Supplier<T> source) {
        this.source = source;
    }

    /** The value as of the last refresh; read from the database only when there has been none. */
    public T get() {
        var current = value;
        return current == null ? refresh() : current;
    }

    /** Reads the database; one at a time, so that an older state never replaces a newer one. */
    public T refresh() {
        loading.lock();
        try {
            var fresh = source.get();
            value = fresh;
            return fresh;
        } finally {
            loading.unlock();
        }
    }
}
