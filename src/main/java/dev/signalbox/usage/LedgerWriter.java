package dev.signalbox.usage;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that writes the ledger. It takes whatever is queued, writes it in one transaction and comes back for what
 * has arrived meanwhile: the slower the database, the larger the batch. While several requests end at a time it lets a moment
 * pass first, for a commit costs the same however many rows it makes durable.
 */
final class LedgerWriter {
    private static final System.Logger LOG = System.getLogger(LedgerWriter.class.getName());
    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(1);
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(2);

    /** From so many settlements in one batch on, the next is gathered. */
    private static final int CROWD = 4;

    private final BlockingQueue<LedgerEntry> queue;
    private final int batch;
    private final BatchAssembly assembly;
    private final GroupCommit commits;
    private final Housekeeping housekeeping;
    private final ListenerFeed feed;
    private final Thread thread =
            Thread.ofPlatform().name("usage-ledger").daemon().unstarted(this::run);
    private final AtomicBoolean full = new AtomicBoolean();
    private int lastSettlements;
    private volatile boolean closing;

    LedgerWriter(UsageConfig config, GroupCommit commits, Housekeeping housekeeping, ListenerFeed feed) {
        this.queue = new LinkedBlockingQueue<>(config.queue());
        this.batch = config.batch();
        this.assembly = new BatchAssembly(config.startDelay());
        this.commits = commits;
        this.housekeeping = housekeeping;
        this.feed = feed;
    }

    void open() {
        housekeeping.open();
        feed.open();
        thread.start();
    }

    void close() {
        closing = true;
        wake();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        feed.close();
        housekeeping.close();
    }

    @SuppressWarnings("ReturnValueIgnored") // a full queue keeps the writer awake by itself
    private void wake() {
        queue.offer(new LedgerEntry.Wake());
    }

    /** Queues without waiting; a start that does not fit is dropped, its settlement will bring the whole row. */
    void offer(LedgerEntry.Start start) {
        var fits = queue.offer(start);
        if (!fits && full.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "The usage ledger's queue is full; requests appear in it only when they end");
        }
    }

    /** Queues, waiting for room; false when there was none in time. */
    boolean put(LedgerEntry.Settle entry, long nanos) {
        if (queue.offer(entry)) {
            return true;
        }
        var interrupted = Thread.interrupted();
        var deadline = System.nanoTime() + nanos;
        try {
            while (true) {
                try {
                    return queue.offer(entry, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        var entries = new ArrayList<LedgerEntry>();
        while (!closing || !queue.isEmpty()) {
            try {
                take(entries);
                write(entries);
                housekeeping.run();
            } catch (InterruptedException | RuntimeException unexpected) {
                LOG.log(Level.ERROR, "The usage ledger's writer goes on after an unexpected failure", unexpected);
            }
            entries.clear();
        }
    }

    private void take(List<LedgerEntry> entries) throws InterruptedException {
        var sleep = closing ? 0 : assembly.nanosUntilDue(System.nanoTime(), LONGEST_SLEEP);
        var first = queue.poll(sleep, TimeUnit.NANOSECONDS);
        if (first != null) {
            entries.add(first);
            if (lastSettlements >= CROWD && !closing) {
                LockSupport.parkNanos(GATHERING);
            }
            queue.drainTo(entries, batch - 1);
        }
    }

    private void write(List<LedgerEntry> entries) {
        var next = assembly.next(entries, System.nanoTime());
        lastSettlements = next.inserts().size() + next.updates().size();
        if (next.isEmpty()) {
            return;
        }
        commits.write(next, feed);
        assembly.wrote(next.starts());
        if (queue.isEmpty()) {
            full.set(false);
        }
    }
}
