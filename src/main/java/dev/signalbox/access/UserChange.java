package dev.signalbox.access;

import dev.signalbox.vault.Secret;
import org.jspecify.annotations.Nullable;

/** What to change about a person; what is null stays. */
public record UserChange(
        @Nullable String username,
        @Nullable Secret password,
        @Nullable Role role,
        @Nullable Boolean enabled) {}
