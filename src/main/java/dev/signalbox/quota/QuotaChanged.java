package dev.signalbox.quota;

import java.util.Set;
import java.util.UUID;

/** Fired every few seconds for the accounts whose windows have changed since. */
public record QuotaChanged(Set<UUID> accounts) {
    public QuotaChanged {
        accounts = Set.copyOf(accounts);
    }
}
