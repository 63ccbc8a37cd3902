package dev.signalbox.usage;

import java.util.concurrent.CompletableFuture;

/** What waits in the ledger's queue. */
sealed interface LedgerEntry {
    /** A request that began at {@code queuedNanos} on {@link System#nanoTime()}'s scale. */
    record Start(StartedRequest request, long queuedNanos) implements LedgerEntry {}

    /** A request that ended, and whoever waits for it to be durable. */
    record Settle(SettledRequest request, CompletableFuture<Void> durable) implements LedgerEntry {}

    /** Nothing to write: wakes the writer so that it notices the end. */
    record Wake() implements LedgerEntry {}
}
