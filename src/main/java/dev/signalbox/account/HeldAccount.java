package dev.signalbox.account;

import dev.signalbox.vault.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account ready for use.
 *
 * @param provider catalogue id or node id
 * @param priority lower numbers are used first
 * @param credential the opened key, null for an account without one (a local server)
 * @param needsSignIn whether the provider refused the key the last time it was used
 */
public record HeldAccount(
        UUID id,
        String provider,
        String name,
        int priority,
        @Nullable Secret credential,
        boolean needsSignIn) {
    @Override
    public String toString() {
        return "HeldAccount[" + id + " at " + provider + "]";
    }
}
