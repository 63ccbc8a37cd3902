package dev.signalbox.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key, without the key.
 *
 * @param prefix how the key begins
 * @param lastFour how it ends
 * @param allowedModels the models it may ask for; none named means all
 */
public record ApiKeySummary(
        UUID id,
        String name,
        String prefix,
        String lastFour,
        Set<String> allowedModels,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    public ApiKeySummary {
        allowedModels = Set.copyOf(allowedModels);
    }
}
