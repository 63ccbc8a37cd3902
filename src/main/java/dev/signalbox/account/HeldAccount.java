package dev.signalbox.account;

import dev.signalbox.vault.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account ready for use. A token in it may be out of date: take the one for a call from {@code signin.Credentials}.
 *
 * @param provider catalogue id or node id
 * @param priority lower numbers are used first
 * @param secrets opened; empty for an account without any (a local server)
 * @param details what is known of the account and is no secret, by the names in {@link Details}
 * @param identity who it is at the provider, the same at every sign-in; null for keys
 * @param expiresAt when the token sent with calls expires, null when it does not or nobody knows
 */
public record HeldAccount(
        UUID id,
        String provider,
        String name,
        int priority,
        CredentialKind kind,
        Map<SecretKind, Secret> secrets,
        Map<String, String> details,
        @Nullable String identity,
        @Nullable Instant expiresAt,
        SignedIn signedIn) {
    public HeldAccount {
        secrets = Map.copyOf(secrets);
        details = Map.copyOf(details);
    }

    /** An account with a plain key, or with nothing. */
    public static HeldAccount withKey(UUID id, String provider, String name, int priority, @Nullable Secret key) {
        return new HeldAccount(
                id,
                provider,
                name,
                priority,
                key == null ? CredentialKind.NONE : CredentialKind.API_KEY,
                key == null ? Map.of() : Map.of(SecretKind.API_KEY, key),
                Map.of(),
                null,
                null,
                SignedIn.ok());
    }

    public @Nullable Secret secret(SecretKind wanted) {
        return secrets.get(wanted);
    }

    public @Nullable String detail(String name) {
        return details.get(name);
    }

    /** What goes into a call: the key or token as it is at hand, null where there is none. */
    public @Nullable Secret credential() {
        return switch (kind) {
            case API_KEY -> secret(SecretKind.API_KEY);
            case OAUTH -> firstOf(SecretKind.EXCHANGED_TOKEN, SecretKind.API_KEY, SecretKind.ACCESS_TOKEN);
            case SERVICE_ACCOUNT -> secret(SecretKind.ACCESS_TOKEN);
            case AWS_KEYS -> secret(SecretKind.AWS_SECRET_KEY);
            case NONE -> null;
        };
    }

    /** Whether the provider refused the credential the last time it was used. */
    public boolean needsSignIn() {
        return signedIn.again();
    }

    private @Nullable Secret firstOf(SecretKind... kinds) {
        for (var one : kinds) {
            var found = secrets.get(one);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "HeldAccount[" + id + " at " + provider + "]";
    }
}
