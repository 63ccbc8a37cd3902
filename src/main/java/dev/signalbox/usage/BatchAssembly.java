package dev.signalbox.usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what the next transaction holds. A started request waits a moment, because most that end within it need one row
 * written once instead of twice. Confined to the writer thread.
 */
final class BatchAssembly {
    private final long startDelayNanos;
    private final Map<String, LedgerEntry.Start> waiting = new LinkedHashMap<>();
    private final Set<String> announced = new HashSet<>();

    BatchAssembly(Duration startDelay) {
        this.startDelayNanos = startDelay.toNanos();
    }

    /** Sorts new entries into rows to write now and starts to hold back. */
    LedgerBatch next(List<LedgerEntry> entries, long nowNanos) {
        var inserts = new ArrayList<LedgerEntry.Settle>();
        var updates = new ArrayList<LedgerEntry.Settle>();
        for (var entry : entries) {
            switch (entry) {
                case LedgerEntry.Start start -> waiting.put(start.request().requestId(), start);
                case LedgerEntry.Settle settle -> {
                    var id = settle.request().requestId();
                    waiting.remove(id);
                    (announced.remove(id) ? updates : inserts).add(settle);
                }
                case LedgerEntry.Wake wake -> {}
            }
        }
        return new LedgerBatch(due(nowNanos), inserts, updates);
    }

    private List<StartedRequest> due(long nowNanos) {
        var due = new ArrayList<StartedRequest>();
        var oldestFirst = waiting.values().iterator();
        while (oldestFirst.hasNext()) {
            var start = oldestFirst.next();
            if (nowNanos - start.queuedNanos() < startDelayNanos) {
                break;
            }
            oldestFirst.remove();
            due.add(start.request());
        }
        return due;
    }

    /** Remembers which requests have a row that their settlement must update. */
    void wrote(List<StartedRequest> starts) {
        starts.forEach(start -> announced.add(start.requestId()));
    }

    /** How long the writer may sleep before a start that is held back becomes due. */
    long nanosUntilDue(long nowNanos, long most) {
        if (waiting.isEmpty()) {
            return most;
        }
        var oldest = waiting.values().iterator().next();
        return Math.clamp(startDelayNanos - (nowNanos - oldest.queuedNanos()), 0, most);
    }
}
