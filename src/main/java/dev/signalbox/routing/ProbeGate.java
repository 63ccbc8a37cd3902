package dev.signalbox.routing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Lets one request at a time try what is on trial. */
final class ProbeGate {
    private final ConcurrentHashMap<Cooldowns.Key, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    boolean busy(Cooldowns.Key key) {
        return running.containsKey(key);
    }

    /**
     * Becomes the probe, or waits for the one under way.
     *
     * @param over whether the trial has ended meanwhile, so that everybody may pass
     * @return empty when there is no patience to wait with
     */
    Optional<Pass> enter(Cooldowns.Key key, Duration patience, BooleanSupplier over) {
        var mine = new CompletableFuture<Void>();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var other = running.putIfAbsent(key, mine);
            if (other == null) {
                return Optional.of(new Pass(() -> {
                    running.remove(key, mine);
                    mine.complete(null);
                }));
            }
            if (patience.isZero()) {
                return Optional.empty();
            }
            // impatience wins over order: a provider that is slow to fail must not make everybody fail
            if (!ended(other, end - System.nanoTime()) || over.getAsBoolean()) {
                return Optional.of(Pass.FREE);
            }
        }
    }

    private static boolean ended(CompletableFuture<Void> probe, long nanos) {
        try {
            probe.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }
}
