package dev.signalbox.transfer;

import dev.signalbox.access.StoredKey;
import dev.signalbox.access.StoredPerson;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.CustomPrice;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.Rhythm;
import dev.signalbox.routing.Combo;
import dev.signalbox.usage.LedgerArchive;
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
 * @param past what only a backup of this gateway's kind has
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
        Past past,
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

    /**
     * People, and what was used until now.
     *
     * @param keys the API keys by their ids over there, which the ledger names
     * @param ledger empty where it was not asked for
     */
    record Past(List<StoredPerson> people, Map<String, StoredKey> keys, LedgerArchive.Rows ledger) {
        static final Past NONE = new Past(List.of(), Map.of(), LedgerArchive.Rows.NONE);

        Past {
            people = List.copyOf(people);
            keys = Map.copyOf(keys);
        }
    }

    /**
     * A quota window that somebody declared for an account.
     *
     * @param model null for the whole account
     */
    record Window(String name, @Nullable String model, QuotaUnit unit, long limit, Rhythm rhythm) {}

    /** A server that is not in the catalogue. */
    record Node(String ref, String name, String prefix, String protocol, String baseUrl) {}

    /**
     * An account with what opens it.
     *
     * @param ref its id over there, which the ledger names; empty when there is none
     * @param identity who it is at the provider, null for keys
     * @param proxy its own, null for none
     */
    record Account(
            String ref,
            String provider,
            String name,
            CredentialKind kind,
            @Nullable String identity,
            Map<SecretKind, Secret> secrets,
            Map<String, String> details,
            @Nullable Instant expiresAt,
            int priority,
            boolean enabled,
            @Nullable Secret proxy,
            List<Window> windows) {
        Account {
            windows = List.copyOf(windows);
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
