package dev.signalbox.account;

import dev.signalbox.vault.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be set on an account; null leaves a value as it is, or at its default on a new account.
 *
 * @param details what the provider's catalogue entry asks for besides the key; an empty text takes one back
 */
public record AccountSettings(
        @Nullable String name,
        @Nullable Secret apiKey,
        @Nullable Integer priority,
        @Nullable Boolean enabled,
        @Nullable Map<String, String> details) {
    public AccountSettings(
            @Nullable String name, @Nullable Secret apiKey, @Nullable Integer priority, @Nullable Boolean enabled) {
        this(name, apiKey, priority, enabled, null);
    }

    AccountSettings withDetails(@Nullable Map<String, String> other) {
        return new AccountSettings(name, apiKey, priority, enabled, other);
    }
}
