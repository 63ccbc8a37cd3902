package dev.signalbox.signin;

import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.Grant;
import dev.signalbox.account.SecretKind;
import dev.signalbox.vault.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A {@link Grant} in the making: what is known is added as it becomes known. */
final class Identified {
    private final Tokens tokens;
    private final Map<String, String> details = new LinkedHashMap<>();
    private final Map<SecretKind, Secret> secrets;
    private String identity = "";
    private String name = "";

    private Identified(Tokens tokens) {
        this.tokens = tokens;
        this.secrets = tokens.secrets();
    }

    static Identified by(Tokens tokens) {
        return new Identified(tokens);
    }

    /** Who it is; the first that is known counts. */
    Identified as(Optional<String> who) {
        identity = identity.isEmpty() ? who.orElse("") : identity;
        return this;
    }

    /** What to call the account; the first that is known counts. */
    Identified named(Optional<String> called) {
        name = name.isEmpty() ? called.orElse("") : name;
        return this;
    }

    Identified with(String detail, Optional<String> value) {
        value.ifPresent(known -> details.put(detail, known));
        return this;
    }

    Identified with(SecretKind kind, Secret secret) {
        secrets.put(kind, secret);
        return this;
    }

    Grant grant() {
        return until(tokens.expiresAt());
    }

    Grant until(java.time.@org.jspecify.annotations.Nullable Instant expiresAt) {
        return new Grant(CredentialKind.OAUTH, identity, name, secrets, details, expiresAt);
    }
}
