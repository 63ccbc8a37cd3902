package dev.signalbox.account;

import dev.signalbox.vault.Secret;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What signing in at a provider brought.
 *
 * @param identity who signed in; another sign-in by the same renews the account
 * @param name what to call a new account
 * @param expiresAt when the token sent with calls expires, null when it does not or nobody knows
 */
public record Grant(
        CredentialKind kind,
        String identity,
        String name,
        Map<SecretKind, Secret> secrets,
        Map<String, String> details,
        @Nullable Instant expiresAt) {
    public Grant {
        secrets = Map.copyOf(secrets);
        details = Map.copyOf(details);
    }

    @Override
    public String toString() {
        return "Grant[" + kind + "]";
    }
}
