package dev.signalbox.egress;

import dev.signalbox.Service;
import dev.signalbox.catalog.NodeRemoved;
import dev.signalbox.catalog.Snapshot;
import dev.signalbox.catalog.SnapshotsDue;
import dev.signalbox.database.Durability;
import dev.signalbox.startup.StartupOrder;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.Vault;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy a call takes: its account's, else its provider's, else the one for everything, else the environment's. The word
 * {@code direct} in place of an address means none, also where a wider one is set. Reading touches no database.
 */
@Service
public class Egress {
    /** In place of an address: no proxy, whatever is set for more. */
    public static final String DIRECT = "direct";

    private final EgressRows rows;
    private final Vault vault;
    private final EnvironmentProxies environment;
    private final Runnable durability;
    private final Snapshot<Map<String, Secret>> texts;
    private final Snapshot<Chosen> chosen;

    /** What is set, read once: exits by scope. */
    private record Chosen(Map<String, Exit> exits, NoProxy exceptions) {}

    @Inject
    Egress(EgressRows rows, Vault vault, Config config, Durability durability) {
        this(rows, vault, new EnvironmentProxies(config), durability::force);
    }

    Egress(EgressRows rows, Vault vault, EnvironmentProxies environment, Runnable durability) {
        this.rows = rows;
        this.vault = vault;
        this.environment = environment;
        this.durability = durability;
        this.texts = new Snapshot<>(this::read);
        this.chosen = new Snapshot<>(() -> chosen(texts.get()));
    }

    void load(@Observes @Priority(StartupOrder.LOAD) Startup event) {
        refresh();
    }

    void refresh(@Observes SnapshotsDue due) {
        refresh();
    }

    void leave(@Observes NodeRemoved removed) {
        set(Scope.provider(removed.id().toString()), null);
    }

    private void refresh() {
        texts.refresh();
        chosen.refresh();
    }

    private Map<String, Secret> read() {
        return rows.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        EgressRow::scope,
                        // a proxy that cannot be opened must not mean none: let the failure be seen
                        row -> vault.open(row.sealed(), new Scope(row.scope(), null).purpose())));
    }

    private static Chosen chosen(Map<String, Secret> texts) {
        var exits = new HashMap<String, Exit>();
        texts.forEach((scope, text) -> {
            if (!scope.equals(Scope.EXCEPTIONS.name())) {
                exits.put(scope, exit(text.reveal()));
            }
        });
        var exceptions = texts.get(Scope.EXCEPTIONS.name());
        return new Chosen(Map.copyOf(exits), NoProxy.of(exceptions == null ? "" : exceptions.reveal()));
    }

    private static Exit exit(String text) {
        return text.equals(DIRECT) ? Exit.DIRECT : new Exit.Through(ProxyAddress.parse(text));
    }

    /** The way out for a call. */
    public Exit exit(Sender sender, URI target) {
        var now = chosen.get();
        Exit own = sender.account() == null
                ? null
                : now.exits().get(Scope.account(sender.account()).name());
        if (own == null && sender.provider() != null) {
            own = now.exits().get(Scope.provider(sender.provider()).name());
        }
        if (own != null) {
            return own;
        }
        var everything = now.exits().get(Scope.EVERYTHING.name());
        if (everything != null) {
            return now.exceptions().covers(target.getHost()) ? Exit.DIRECT : everything;
        }
        return environment.of(target).<Exit>map(Exit.Through::new).orElse(Exit.DIRECT);
    }

    /** The proxy of an account for people, without its password; empty when it has none of its own. */
    public Optional<String> ofAccount(UUID account) {
        return shown(Scope.account(account));
    }

    /** The proxy of a provider or node for people, without its password; empty when it has none of its own. */
    public Optional<String> ofProvider(String provider) {
        return shown(Scope.provider(provider));
    }

    /** The proxies that providers and nodes have of their own, by their ids, without passwords. */
    public SortedMap<String, String> ofProviders() {
        var found = new TreeMap<String, String>();
        chosen.get().exits().forEach((scope, exit) -> {
            if (Scope.isProvider(scope)) {
                found.put(Scope.providerOf(scope), shown(exit));
            }
        });
        return found;
    }

    /** The proxy for everything, without its password; empty when none is set. */
    public Optional<String> ofEverything() {
        return shown(Scope.EVERYTHING);
    }

    /** The hosts that are reached without the proxy for everything. */
    public String exceptions() {
        return String.join(", ", chosen.get().exceptions().rules());
    }

    /** The proxy that the environment sets, without its password. */
    public Optional<String> ofEnvironment() {
        return environment.any().map(ProxyAddress::shown);
    }

    private Optional<String> shown(Scope scope) {
        return Optional.ofNullable(chosen.get().exits().get(scope.name())).map(Egress::shown);
    }

    private static String shown(Exit exit) {
        return switch (exit) {
            case Exit.Direct direct -> DIRECT;
            case Exit.Through through -> through.proxy().shown();
        };
    }

    /**
     * Checks what was typed as a proxy: an address, {@code direct}, or nothing.
     *
     * @throws dev.signalbox.catalog.InvalidSetting when it is none of them
     */
    public static void check(@Nullable String proxy) {
        text(proxy);
    }

    /** Sets the proxy of an account; null or empty takes it away. Throws as {@link #check} does. */
    public void setForAccount(UUID account, @Nullable String proxy) {
        set(Scope.account(account), text(proxy));
    }

    /** Sets the proxy of a provider or node by its id; null or empty takes it away. Throws as {@link #check} does. */
    public void setForProvider(String provider, @Nullable String proxy) {
        set(Scope.provider(provider), text(proxy));
    }

    /** Sets the proxy for everything; null or empty takes it away. Throws as {@link #check} does. */
    public void setForEverything(@Nullable String proxy) {
        set(Scope.EVERYTHING, text(proxy));
    }

    /** Sets the hosts that are reached without the proxy for everything, separated by commas. */
    public void setExceptions(@Nullable String hosts) {
        set(Scope.EXCEPTIONS, hosts == null || hosts.isBlank() ? null : Secret.of(hosts.strip()));
    }

    /** What is set, whole: for an encrypted backup and nothing else. */
    public Map<String, Secret> whole() {
        return texts.get();
    }

    private static @Nullable Secret text(@Nullable String proxy) {
        if (proxy == null || proxy.isBlank()) {
            return null;
        }
        return proxy.strip().equalsIgnoreCase(DIRECT)
                ? Secret.of(DIRECT)
                : ProxyAddress.parse(proxy).whole();
    }

    private void set(Scope scope, @Nullable Secret text) {
        if (text == null && !texts.get().containsKey(scope.name())) {
            return;
        }
        if (text == null) {
            rows.remove(scope);
        } else {
            rows.put(scope, vault.seal(text, scope.purpose()));
        }
        durability.run();
        refresh();
    }
}
