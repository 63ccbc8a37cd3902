package dev.signalbox.usage;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;

/** What the ledger does between batches: the heartbeat, and the removal of old rows. */
final class Housekeeping {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final long RETENTION_NANOS = Duration.ofHours(1).toNanos();

    private final LedgerNode node;
    private final LedgerRetention retention;
    private final long beatNanos;
    private long lastBeat;
    private long nextRemoval;

    Housekeeping(LedgerNode node, LedgerRetention retention, Duration lease) {
        this.node = node;
        this.retention = retention;
        this.beatNanos = lease.toNanos() / 3;
    }

    void open() {
        try {
            node.enter();
        } catch (SQLException failed) {
            throw new IllegalStateException("The usage ledger cannot be opened", failed);
        }
        lastBeat = System.nanoTime();
        nextRemoval = lastBeat + beatNanos;
    }

    void close() {
        try {
            node.leave();
        } catch (SQLException failed) {
            LOG.log(Level.WARNING, "The usage ledger could not be closed in order", failed);
        }
    }

    /** Does what is due; trouble is reported and tried again when next due. */
    void run() {
        var now = System.nanoTime();
        try {
            if (now - lastBeat >= beatNanos) {
                lastBeat = now;
                node.beat();
            }
            if (now - nextRemoval >= 0) {
                nextRemoval = now + RETENTION_NANOS;
                if (retention.removeSome()) {
                    nextRemoval = now;
                }
            }
        } catch (SQLException failed) {
            LOG.log(Level.WARNING, "The usage ledger's housekeeping failed", failed);
        }
    }
}
