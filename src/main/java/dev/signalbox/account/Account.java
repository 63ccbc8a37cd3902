package dev.signalbox.account;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account at a provider, without its secrets.
 *
 * @param provider catalogue id or node id
 * @param priority lower numbers are used first
 * @param kind what kind of credential opens it
 * @param hasKey whether a credential is stored
 * @param details what is known of it and is no secret, by the names in {@link Details}
 * @param identity who it is at the provider, null for keys
 * @param expiresAt when its token expires, null when it does not or nobody knows
 * @param signedIn whether the provider still took the credential the last time it was used
 */
public record Account(
        UUID id,
        String provider,
        String name,
        int priority,
        boolean enabled,
        CredentialKind kind,
        boolean hasKey,
        Map<String, String> details,
        @Nullable String identity,
        @Nullable Instant expiresAt,
        SignedIn signedIn,
        Instant createdAt,
        Instant updatedAt) {
    public Account {
        details = Map.copyOf(details);
    }

    public boolean needsSignIn() {
        return signedIn.again();
    }
}
