package dev.signalbox.account;

import dev.signalbox.vault.Secret;
import org.jspecify.annotations.Nullable;

/** What may be set on an account; null leaves a value as it is, or at its default on a new account. */
public record AccountSettings(
        @Nullable String name,
        @Nullable Secret apiKey,
        @Nullable Integer priority,
        @Nullable Boolean enabled) {}
