package dev.signalbox.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to change about an API key; what is null stays. */
public record ApiKeyChange(
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable Expiry expiry,
        @Nullable Set<String> allowedModels) {
    /** When the key ends; never, when {@code at} is null. */
    public record Expiry(@Nullable Instant at) {}
}
