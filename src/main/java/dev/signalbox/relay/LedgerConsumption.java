package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.quota.Consumption;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.usage.UsageQueries;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads from the ledger what was used of an account: the same requests that {@link Books} counts as they end. */
@Service
class LedgerConsumption implements Consumption {
    private final UsageQueries ledger;

    @Inject
    LedgerConsumption(UsageQueries ledger) {
        this.ledger = ledger;
    }

    @Override
    public long since(UUID account, @Nullable String model, QuotaUnit unit, Instant from) {
        var spent = ledger.spent(account, model, from);
        return switch (unit) {
            case REQUESTS -> spent.requests();
            case TOKENS -> spent.usage().prompt() + spent.usage().output();
            case COST -> spent.costNanos();
            case FRACTION -> 0;
        };
    }
}
