package dev.signalbox.account;

import dev.signalbox.Service;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.NodeRemoved;
import dev.signalbox.catalog.Provider;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.catalog.Snapshot;
import dev.signalbox.catalog.SnapshotsDue;
import dev.signalbox.database.Durability;
import dev.signalbox.startup.StartupOrder;
import dev.signalbox.vault.SealedText;
import dev.signalbox.vault.Vault;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accounts we hold at providers. Reading touches no database. */
@Service
public class Accounts {
    /** What goes into an HTTP header as it is: visible ASCII. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,4000}");

    private static final int MAX_NAME = 200;

    private final AccountRows rows;
    private final Vault vault;
    private final Catalog catalog;
    private final ProviderNodes nodes;
    private final Runnable durability;
    private final Clock clock;
    private final Snapshot<AccountSnapshot> snapshot;

    @Inject
    Accounts(AccountRows rows, Vault vault, Catalog catalog, ProviderNodes nodes, Durability durability, Clock clock) {
        this(rows, vault, catalog, nodes, durability::force, clock);
    }

    Accounts(AccountRows rows, Vault vault, Catalog catalog, ProviderNodes nodes, Runnable durability, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.catalog = catalog;
        this.nodes = nodes;
        this.durability = durability;
        this.clock = clock;
        this.snapshot = new Snapshot<>(() -> AccountSnapshot.of(rows.all(), vault));
    }

    static String purpose(UUID id) {
        return "account.sealed_key." + id;
    }

    void load(@Observes @Priority(StartupOrder.LOAD) Startup event) {
        snapshot.refresh();
    }

    void refresh(@Observes SnapshotsDue due) {
        snapshot.refresh();
    }

    /** A node that is gone takes its accounts with it. */
    void leave(@Observes NodeRemoved removed) {
        if (rows.deleteAt(removed.id().toString()) > 0) {
            changed();
        }
    }

    /** The accounts that may serve a provider or node, in the order of use; those that need a sign-in come last. */
    public List<HeldAccount> at(String provider) {
        return snapshot.get().held().getOrDefault(provider, List.of());
    }

    /** All accounts in the order of use. */
    public List<Account> all() {
        return snapshot.get().accounts();
    }

    public Optional<Account> find(UUID id) {
        return all().stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /** The account with its key open, enabled or not: to test it. */
    public Optional<HeldAccount> held(UUID id) {
        return rows.all().stream()
                .filter(stored -> stored.account().id().equals(id))
                .findFirst()
                .map(stored -> AccountSnapshot.open(stored, vault));
    }

    /**
     * Adds an account.
     *
     * @param provider catalogue id or prefix, or a node's id
     * @throws InvalidSetting when a value is not acceptable
     */
    public Account create(String provider, AccountSettings settings) {
        var known = catalog.provider(provider);
        var node = node(provider);
        var holder = known.map(Provider::id)
                .or(() -> node.map(found -> found.id().toString()))
                .orElseThrow(() -> new InvalidSetting("provider", "There is no provider '" + provider + "'."));
        var checked = checked(settings);
        if (checked.apiKey() == null
                && known.filter(found -> !found.signIn().contains(SignIn.NONE)).isPresent()) {
            throw new InvalidSetting("apiKey", "An account at this provider needs an API key.");
        }
        var id = UUID.randomUUID();
        var now = clock.instant();
        var row = new AccountRow(id, holder, checked.name() == null ? holder : checked.name(), now);
        row.set(checked, sealed(id, checked), now);
        rows.insert(row);
        changed();
        return row.account();
    }

    /**
     * Changes what the settings name; empty when there is no such account. A new key clears the need to sign in.
     *
     * @throws InvalidSetting when a value is not acceptable
     */
    public Optional<Account> update(UUID id, AccountSettings settings) {
        var checked = checked(settings);
        if (!rows.update(id, checked, sealed(id, checked), clock.instant())) {
            return Optional.empty();
        }
        changed();
        return find(id);
    }

    /** Removes an account; false when there is none with that id. */
    public boolean delete(UUID id) {
        var found = rows.delete(id);
        changed();
        return found;
    }

    /** Notes whether the provider refuses the account's key; cheap when that is known already. */
    public void needsSignIn(UUID id, boolean needed) {
        if (find(id).filter(account -> account.needsSignIn() != needed).isPresent()) {
            rows.setNeedsSignIn(id, needed, clock.instant());
            changed();
        }
    }

    private void changed() {
        durability.run();
        snapshot.refresh();
    }

    private Optional<ProviderNode> node(String id) {
        return nodes.all().stream()
                .filter(node -> node.id().toString().equals(id) || node.prefix().equals(id))
                .findFirst();
    }

    private @Nullable SealedText sealed(UUID id, AccountSettings settings) {
        return settings.apiKey() == null ? null : vault.seal(settings.apiKey(), purpose(id));
    }

    private static AccountSettings checked(AccountSettings settings) {
        var name = settings.name() == null ? null : settings.name().strip();
        if (name != null && (name.isEmpty() || name.length() > MAX_NAME)) {
            throw new InvalidSetting("name", "The name must have 1 to " + MAX_NAME + " characters.");
        }
        var key = settings.apiKey();
        if (key != null && !KEY.matcher(key.reveal()).matches()) {
            throw new InvalidSetting("apiKey", "The API key must be visible ASCII characters without spaces.");
        }
        return new AccountSettings(name, key, settings.priority(), settings.enabled());
    }
}
