package dev.signalbox.account;

import dev.signalbox.Service;
import dev.signalbox.catalog.AccountDetail;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final SecretsBox box;
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
        this.box = new SecretsBox(vault);
        this.snapshot = new Snapshot<>(() -> AccountSnapshot.of(rows.all(), box));
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

    /** Whether a provider or node has an account, be it one that may not serve now: then it is not called without any. */
    public boolean knows(String provider) {
        return snapshot.get().providers().contains(provider);
    }

    /** All accounts in the order of use. */
    public List<Account> all() {
        return snapshot.get().accounts();
    }

    public Optional<Account> find(UUID id) {
        return all().stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /** An enabled account as it is in memory, which may be newer than the one a caller has. */
    public Optional<HeldAccount> latest(UUID id) {
        return Optional.ofNullable(snapshot.get().byId().get(id));
    }

    /** The account with its secrets open, enabled or not: to test it. */
    public Optional<HeldAccount> held(UUID id) {
        return rows.find(id).map(stored -> AccountSnapshot.open(stored, box));
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
        var wanted = known.map(Provider::details).orElse(List.of());
        var detailed = checked.withDetails(AccountDetail.checked(wanted, given(checked)));
        known.filter(found -> checked.apiKey() != null && !takesKeys(found)).ifPresent(found -> {
            throw new InvalidSetting("apiKey", found.name() + " takes no keys; sign in instead.");
        });
        var id = UUID.randomUUID();
        var now = clock.instant();
        var row = new AccountRow(id, holder, checked.name() == null ? holder : checked.name(), now);
        row.set(detailed, sealed(id, checked), now);
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
        var checked = detailed(id, checked(settings));
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

    /**
     * Keeps what signing in brought: in the account of the same identity, whose name, priority and settings stay, or in a new
     * one.
     *
     * @param provider catalogue id
     */
    public Account signIn(String provider, Grant grant) {
        var id = rows.signIn(
                UUID.randomUUID(), provider, grant, account -> box.seal(account, grant.secrets()), clock.instant());
        changed();
        return find(id).orElseThrow();
    }

    /** Renews one account's token; told the account as the database has it. */
    public interface Renewing {
        Renewal renew(HeldAccount current);
    }

    /**
     * Renews an account's token while no other gateway can: its row is locked, and the account is read after the lock was
     * taken. Returns once the new tokens are durable; only then are the old ones gone. What the renewing throws is passed on,
     * and leaves the account as it is.
     *
     * @return the account as it is now, empty when it is gone
     */
    public Optional<HeldAccount> renew(UUID id, Renewing renewing) {
        boolean changed = rows.renew(id, row -> renewed(id, row, renewing));
        if (changed) {
            changed();
        } else {
            snapshot.refresh();
        }
        return held(id);
    }

    private boolean renewed(UUID id, AccountRow row, Renewing renewing) {
        var current = AccountSnapshot.open(AccountRows.Stored.of(row), box);
        return switch (renewing.renew(current)) {
            case Renewal.NotNeeded none -> false;
            case Renewal.Refused refused -> {
                row.setSignedIn(new SignedIn.Again(refused.reason()), clock.instant());
                yield true;
            }
            case Renewal.Renewed fresh -> {
                var secrets = new HashMap<>(current.secrets());
                secrets.putAll(fresh.secrets());
                var details = new HashMap<>(current.details());
                details.putAll(fresh.details());
                details.put(Details.RENEWED_AT, clock.instant().toString());
                row.renew(box.seal(id, secrets), details, fresh.expiresAt(), clock.instant());
                yield true;
            }
        };
    }

    /** Notes whether the provider refuses the account's credential; cheap when that is known already. */
    public void signedIn(UUID id, SignedIn signedIn) {
        if (find(id).filter(account -> !account.signedIn().equals(signedIn)).isPresent()) {
            rows.setSignedIn(id, signedIn, clock.instant());
            changed();
        }
    }

    /** Notes whether the provider refuses the account's credential, when it gave no reason. */
    public void needsSignIn(UUID id, boolean needed) {
        signedIn(id, needed ? new SignedIn.Again("The provider refused the credential.") : SignedIn.ok());
    }

    private static boolean takesKeys(Provider provider) {
        return provider.signIn().contains(SignIn.API_KEY) || provider.signIn().contains(SignIn.NONE);
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

    private static Map<String, String> given(AccountSettings settings) {
        return settings.details() == null ? Map.of() : settings.details();
    }

    /** Details by name replace those of the account; what a sign-in found out stays. */
    private AccountSettings detailed(UUID id, AccountSettings settings) {
        var account = find(id).filter(found -> settings.details() != null);
        if (account.isEmpty()) {
            return settings.withDetails(null);
        }
        var wanted = catalog.provider(account.get().provider())
                .map(Provider::details)
                .orElse(List.of());
        var asked = new HashMap<>(given(settings));
        wanted.forEach(detail -> {
            var before = account.get().details().get(detail.name());
            if (before != null) {
                asked.putIfAbsent(detail.name(), before);
            }
        });
        var all = new HashMap<>(account.get().details());
        wanted.forEach(detail -> all.remove(detail.name()));
        all.putAll(AccountDetail.checked(wanted, asked));
        return settings.withDetails(all);
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
        return new AccountSettings(name, key, settings.priority(), settings.enabled(), settings.details());
    }
}
