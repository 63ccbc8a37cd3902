package dev.signalbox.transfer;

import dev.signalbox.access.StoredKey;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.CustomPrice;
import dev.signalbox.routing.Combo;
import dev.signalbox.vault.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is carried from one gateway to another. A provider is named by its id here, or by the {@code ref} of a node that comes
 * along; a model by the name that clients used for it over there.
 *
 * @param proxies addresses with their logins: for {@code everything}, {@code everything-but}, or {@code provider:} and a provider
 * @param settings by the names of the management API
 * @param notes what does not come along, and why
 */
record Contents(
        List<Node> nodes,
        List<Account> accounts,
        List<StoredKey> keys,
        List<NamedCombo> combos,
        Map<String, String> aliases,
        List<CustomPrice> prices,
        Map<String, Secret> proxies,
        Map<String, String> settings,
        List<Report.Item> notes) {
    Contents {
        nodes = List.copyOf(nodes);
        accounts = List.copyOf(accounts);
        keys = List.copyOf(keys);
        combos = List.copyOf(combos);
        aliases = Map.copyOf(aliases);
        prices = List.copyOf(prices);
        proxies = Map.copyOf(proxies);
        settings = Map.copyOf(settings);
        notes = List.copyOf(notes);
    }

    /** A server that is not in the catalogue. */
    record Node(String ref, String name, String prefix, String protocol, String baseUrl) {}

    /**
     * An account with what opens it.
     *
     * @param identity who it is at the provider, null for keys
     * @param proxy its own, null for none
     */
    record Account(
            String provider,
            String name,
            CredentialKind kind,
            @Nullable String identity,
            Map<SecretKind, Secret> secrets,
            Map<String, String> details,
            @Nullable Instant expiresAt,
            int priority,
            boolean enabled,
            @Nullable Secret proxy) {
        Account {
            secrets = Map.copyOf(secrets);
            details = Map.copyOf(details);
        }

        @Override
        public String toString() {
            return "Account[" + name + " at " + provider + "]";
        }
    }

    /** Several models behind one name. */
    record NamedCombo(String name, List<String> models, Combo.Strategy strategy) {
        NamedCombo {
            models = List.copyOf(models);
        }
    }

    @Override
    public String toString() {
        return "Contents[" + accounts.size() + " accounts, " + keys.size() + " keys]";
    }
}
