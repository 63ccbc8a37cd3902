package dev.signalbox.usage;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Writes one batch durably and tells those who wait for it. A database in trouble is tried again with growing pauses for a
 * bounded time; a row the database refuses does not take its neighbours with it.
 */
final class GroupCommit {
    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

    private final LedgerRows rows;
    private final Duration patience;

    GroupCommit(LedgerRows rows, Duration patience) {
        this.rows = rows;
        this.patience = patience;
    }

    /** Never throws; whoever waits for a row of the batch is told how it went. */
    void write(LedgerBatch batch, ListenerFeed feed) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            rows.append(batch);
            batch.settlements().forEach(entry -> succeed(entry, feed));
        } catch (SQLException | RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "The usage ledger could not write a batch and tries row by row: {0}",
                    failed.toString());
            oneByOne(batch, feed);
        }
    }

    private void oneByOne(LedgerBatch batch, ListenerFeed feed) {
        var retries = new Retries(patience);
        for (var start : batch.starts()) {
            var failed = retries.run(() -> rows.reconcile(start));
            if (failed != null) {
                LOG.log(Level.WARNING, "Started request " + start.requestId() + " is not in the usage ledger", failed);
            }
        }
        for (var entry : batch.settlements()) {
            var failed = retries.run(() -> rows.reconcile(entry));
            if (failed == null) {
                succeed(entry, feed);
            } else {
                fail(entry, failed);
            }
        }
    }

    private static void succeed(LedgerEntry.Settle entry, ListenerFeed feed) {
        entry.durable().complete(null);
        feed.offer(entry.request());
    }

    private static void fail(LedgerEntry.Settle entry, Exception cause) {
        var id = entry.request().requestId();
        LOG.log(Level.WARNING, "Request " + id + " could not be settled in the usage ledger", cause);
        entry.durable()
                .completeExceptionally(new LedgerUnavailable(id, "the usage ledger did not accept the row", cause));
    }
}
