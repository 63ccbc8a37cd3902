package dev.signalbox.account;

import dev.signalbox.vault.Secret;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of renewing an account's token. */
public sealed interface Renewal {
    /**
     * There is a new token. The secrets and details named replace those of the account, the others stay.
     *
     * @param expiresAt when the token sent with calls expires, null when nobody knows
     */
    record Renewed(
            Map<SecretKind, Secret> secrets,
            Map<String, String> details,
            @Nullable Instant expiresAt) implements Renewal {
        public Renewed {
            secrets = Map.copyOf(secrets);
            details = Map.copyOf(details);
        }

        @Override
        public String toString() {
            return "Renewed[until " + expiresAt + "]";
        }
    }

    /** The provider takes the refresh token no more. */
    record Refused(String reason) implements Renewal {}

    /** Somebody else had renewed it already. */
    record NotNeeded() implements Renewal {}
}
