package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.usage.TokenEstimator;
import dev.signalbox.usage.UsageLedger;
import jakarta.inject.Inject;
import java.time.Clock;

/** What the books of all requests share: the ledger, prices, the tokenizer and the time. */
@Service
class Desk {
    private final UsageLedger ledger;
    private final Catalog catalog;
    private final TokenEstimator estimator;
    private final Clock clock;

    @Inject
    Desk(UsageLedger ledger, Catalog catalog, TokenEstimator estimator, Clock clock) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.estimator = estimator;
        this.clock = clock;
    }

    /** Opens the books on a request. */
    Books open(Asked asked) {
        return new Books(this, asked.started(), asked.exchange().client());
    }

    UsageLedger ledger() {
        return ledger;
    }

    Catalog catalog() {
        return catalog;
    }

    TokenEstimator estimator() {
        return estimator;
    }

    Clock clock() {
        return clock;
    }
}
