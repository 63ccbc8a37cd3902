package dev.signalbox.console;

import static java.util.stream.Collectors.toMap;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.AccountSettings;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.NodeSettings;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.chat.Protocol;
import dev.signalbox.egress.Egress;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects providers: accounts and custom nodes are added, ordered, switched and removed. */
@Named
@Service
public class AccountsPage {
    private final Accounts accounts;
    private final ProviderNodes nodes;
    private final Providers providers;
    private final Egress egress;
    private final Changes changes;
    private final ProviderForm form;

    @Inject
    AccountsPage(
            Accounts accounts,
            ProviderNodes nodes,
            Providers providers,
            Egress egress,
            Changes changes,
            ProviderForm form) {
        this.accounts = accounts;
        this.nodes = nodes;
        this.providers = providers;
        this.egress = egress;
        this.changes = changes;
        this.form = form;
    }

    /** By provider, within one in the order of use. */
    public List<Account> getAccounts() {
        var all = accounts.all();
        var names = all.stream().map(Account::provider).distinct().collect(toMap(id -> id, providers::nameOf));
        return all.stream()
                .sorted(Comparator.comparing((Account account) -> names.get(account.provider()))
                        .thenComparing(Account::provider)
                        .thenComparingInt(Account::priority))
                .toList();
    }

    public List<String> getProtocols() {
        return Arrays.stream(Protocol.values()).map(Protocol::id).toList();
    }

    /** Takes a provider of the catalogue into the form. */
    public void choose(String provider) {
        form.setProvider(provider);
    }

    /** Adds an account behind those that the provider has already. */
    public void add() {
        var next = (int) providers.connected(form.getProvider()) + 1;
        if (changes.make(() -> addWithProxy(next), "account.added")) {
            form.clearAccount();
        }
    }

    private void addWithProxy(int priority) {
        Egress.check(form.getProxy());
        var account = create(form.getProvider(), form.getName(), form.getKey(), priority, details(form.getDetails()));
        egress.setForAccount(account.id(), form.getProxy());
    }

    /** What was typed as {@code name=value; name=value}. */
    static Map<String, String> details(String typed) {
        var details = new LinkedHashMap<String, String>();
        for (var pair : typed.split("[;\n]", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank()) {
                details.put(
                        pair.substring(0, equals < 0 ? pair.length() : equals).strip(),
                        equals < 0 ? "" : pair.substring(equals + 1).strip());
            }
        }
        return details;
    }

    /** The account's own proxy without its password, empty when it has none. */
    public String proxyOf(Account account) {
        return egress.ofAccount(account.id()).orElse("");
    }

    Account create(String provider, String name, String key, int priority) {
        return create(provider, name, key, priority, Map.of());
    }

    private Account create(String provider, String name, String key, int priority, Map<String, String> details) {
        return accounts.create(
                provider,
                new AccountSettings(
                        name.isBlank() ? null : name,
                        key.isBlank() ? null : Secret.of(key.strip()),
                        priority,
                        true,
                        details));
    }

    public void toggle(Account account) {
        changes.make(
                () -> accounts.update(account.id(), new AccountSettings(null, null, null, !account.enabled())),
                account.enabled() ? "account.disabled" : "account.enabled",
                account.name());
    }

    public void remove(Account account) {
        changes.make(() -> accounts.delete(account.id()), "account.removed", account.name());
    }

    public void earlier(Account account) {
        move(account, -1);
    }

    public void later(Account account) {
        move(account, 1);
    }

    /** Whether an account has another of its provider before it. */
    public boolean canMove(Account account, int by) {
        var order = siblings(account);
        var target = order.indexOf(account) + by;
        return target >= 0 && target < order.size();
    }

    private void move(Account account, int by) {
        if (!canMove(account, by)) {
            return;
        }
        var order = new ArrayList<>(siblings(account));
        var at = order.indexOf(account);
        Collections.swap(order, at, at + by);
        changes.make(() -> renumber(order), "account.moved", account.name());
    }

    private void renumber(List<Account> order) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).priority() != i + 1) {
                accounts.update(order.get(i).id(), new AccountSettings(null, null, i + 1, null));
            }
        }
    }

    private List<Account> siblings(Account account) {
        return accounts.all().stream()
                .filter(other -> other.provider().equals(account.provider()))
                .sorted(Comparator.comparingInt(Account::priority))
                .toList();
    }

    public void addNode() {
        var settings = new NodeSettings(
                form.getNodeName(),
                form.getPrefix().strip(),
                form.getProtocol(),
                form.getBaseUrl().strip());
        if (changes.make(
                () -> form.setProvider(nodes.create(settings).id().toString()), "node.added", settings.prefix())) {
            form.clearNode();
        }
    }

    public void removeNode(ProviderNode node) {
        changes.make(() -> nodes.delete(node.id()), "node.removed", node.name());
    }
}
