package dev.signalbox.quota;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the gateway itself has used of an account, according to its ledger; asked at the start and for a new declaration. */
public interface Consumption {
    /**
     * The sum since a moment.
     *
     * @param model only this one; null for all
     * @return in the unit; zero for shares, which nobody can count
     */
    long since(UUID account, @Nullable String model, QuotaUnit unit, Instant from);
}
