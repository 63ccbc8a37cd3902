package dev.signalbox.account;

import java.time.Instant;
import java.util.UUID;

/**
 * An account at a provider, without its secret.
 *
 * @param provider catalogue id or node id
 * @param priority lower numbers are used first
 * @param hasKey whether a key is stored
 * @param needsSignIn whether the provider refused the key the last time it was used
 */
public record Account(
        UUID id,
        String provider,
        String name,
        int priority,
        boolean enabled,
        boolean hasKey,
        boolean needsSignIn,
        Instant createdAt,
        Instant updatedAt) {}
