package dev.signalbox.usage;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one transaction of the ledger writes.
 *
 * @param starts requests to insert as started
 * @param inserts settled requests that have no row yet
 * @param updates settled requests whose row says started
 */
record LedgerBatch(List<StartedRequest> starts, List<LedgerEntry.Settle> inserts, List<LedgerEntry.Settle> updates) {
    List<LedgerEntry.Settle> settlements() {
        return Stream.concat(inserts.stream(), updates.stream()).toList();
    }

    boolean isEmpty() {
        return starts.isEmpty() && inserts.isEmpty() && updates.isEmpty();
    }
}
