package dev.signalbox.account;

import dev.signalbox.vault.SealedText;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.Vault;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals all secrets of an account as one, so that no two of them can come from different sign-ins. */
final class SecretsBox {
    private final Vault vault;

    SecretsBox(Vault vault) {
        this.vault = vault;
    }

    /** Null when there are none. */
    @Nullable
    SealedText seal(UUID account, Map<SecretKind, Secret> secrets) {
        if (secrets.isEmpty()) {
            return null;
        }
        var texts = new LinkedHashMap<String, String>();
        secrets.forEach((kind, secret) -> texts.put(kind.id(), secret.reveal()));
        return vault.seal(Secret.of(TextMap.write(texts)), purpose(account));
    }

    Map<SecretKind, Secret> open(AccountRows.Stored stored) {
        var id = stored.account().id();
        var secrets = new EnumMap<SecretKind, Secret>(SecretKind.class);
        var key = stored.key();
        if (key != null) {
            secrets.put(SecretKind.API_KEY, vault.open(key, Accounts.purpose(id)));
        }
        var sealed = stored.secrets();
        if (sealed != null) {
            TextMap.read(vault.open(sealed, purpose(id)).reveal())
                    .forEach((name, value) ->
                            SecretKind.of(name).ifPresent(kind -> secrets.put(kind, Secret.of(value))));
        }
        return secrets;
    }

    private static String purpose(UUID id) {
        return "account.sealed_secrets." + id;
    }
}
