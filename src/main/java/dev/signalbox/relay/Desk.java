package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.quota.Quotas;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.routing.Sessions;
import dev.signalbox.usage.TokenEstimator;
import dev.signalbox.usage.UsageLedger;
import jakarta.inject.Inject;
import java.time.Clock;

/** What the books of all requests share: the ledger, prices, the tokenizer, what accounts have left, who rests, and the time. */
@Service
class Desk {
    private final UsageLedger ledger;
    private final Catalog catalog;
    private final TokenEstimator estimator;
    private final Quotas quotas;
    private final Sessions sessions;
    private final Cooldowns cooldowns;
    private final Clock clock;

    @Inject
    Desk(
            UsageLedger ledger,
            Catalog catalog,
            TokenEstimator estimator,
            Quotas quotas,
            Sessions sessions,
            Cooldowns cooldowns,
            Clock clock) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.estimator = estimator;
        this.quotas = quotas;
        this.sessions = sessions;
        this.cooldowns = cooldowns;
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

    Quotas quotas() {
        return quotas;
    }

    Sessions sessions() {
        return sessions;
    }

    Cooldowns cooldowns() {
        return cooldowns;
    }

    Clock clock() {
        return clock;
    }
}
