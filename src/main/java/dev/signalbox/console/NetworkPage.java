package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.ProviderEndpoint;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.egress.Egress;
import dev.signalbox.egress.Exit;
import dev.signalbox.egress.HopFailed;
import dev.signalbox.egress.ProxyAddress;
import dev.signalbox.egress.Sender;
import dev.signalbox.egress.Sockets;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets, tries and removes the proxies that calls to providers leave through. */
@Named
@Service
public class NetworkPage {
    static final String EVERYTHING = "everything";
    private static final String PROVIDER = "provider:";
    private static final String ACCOUNT = "account:";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Egress egress;
    private final Sockets sockets;
    private final Accounts accounts;
    private final Catalog catalog;
    private final ProviderNodes nodes;
    private final Providers providers;
    private final Changes changes;
    private final Notices notices;
    private final NetworkForm form;

    /**
     * Something that has, or may have, a proxy.
     *
     * @param proxy without its password
     */
    public record Holder(String scope, String name, String proxy) {}

    @Inject
    NetworkPage(
            Egress egress,
            Sockets sockets,
            Accounts accounts,
            Catalog catalog,
            ProviderNodes nodes,
            Providers providers,
            Changes changes,
            Notices notices,
            NetworkForm form) {
        this.egress = egress;
        this.sockets = sockets;
        this.accounts = accounts;
        this.catalog = catalog;
        this.nodes = nodes;
        this.providers = providers;
        this.changes = changes;
        this.notices = notices;
        this.form = form;
    }

    public void show() {
        form.take(egress.exceptions());
    }

    public String getEnvironment() {
        return egress.ofEnvironment().orElse("");
    }

    /** What has a proxy now, the widest first. */
    public List<Holder> getSet() {
        var all = new ArrayList<Holder>();
        egress.ofEverything().ifPresent(proxy -> all.add(new Holder(EVERYTHING, everything(), proxy)));
        egress.ofProviders().forEach((id, proxy) -> all.add(new Holder(PROVIDER + id, providers.nameOf(id), proxy)));
        for (var account : accounts.all()) {
            egress.ofAccount(account.id())
                    .ifPresent(proxy -> all.add(new Holder(ACCOUNT + account.id(), nameOf(account), proxy)));
        }
        return all;
    }

    /** What a proxy can be set for: everything, providers with an account, accounts. */
    public List<Holder> getScopes() {
        var all = new ArrayList<Holder>();
        all.add(new Holder(EVERYTHING, everything(), ""));
        accounts.all().stream()
                .map(Account::provider)
                .distinct()
                .forEach(id -> all.add(new Holder(PROVIDER + id, providers.nameOf(id), "")));
        accounts.all().forEach(account -> all.add(new Holder(ACCOUNT + account.id(), nameOf(account), "")));
        return all;
    }

    private String everything() {
        return notices.text("network.everything");
    }

    private String nameOf(Account account) {
        return notices.text("network.forAccount") + " " + account.name() + " (" + providers.nameOf(account.provider())
                + ")";
    }

    public void save() {
        if (form.getProxy().isBlank()) {
            notices.failed("network.missing");
            return;
        }
        if (changes.make(() -> set(form.getScope(), form.getProxy()), "network.saved")) {
            form.setProxy("");
        }
    }

    public void remove(Holder holder) {
        changes.make(() -> set(holder.scope(), null), "network.removed");
    }

    public void saveExceptions() {
        changes.make(() -> egress.setExceptions(form.getExceptions()), "network.exceptionsSaved");
    }

    private void set(String scope, @Nullable String proxy) {
        if (scope.startsWith(ACCOUNT)) {
            egress.setForAccount(UUID.fromString(scope.substring(ACCOUNT.length())), proxy);
        } else if (scope.startsWith(PROVIDER)) {
            egress.setForProvider(scope.substring(PROVIDER.length()), proxy);
        } else {
            egress.setForEverything(proxy);
        }
    }

    /** Goes the way to the chosen provider: through what was typed, else as a call would go now. */
    public void test() {
        changes.run(() -> {
            var target = address(form.getTarget());
            var exit = form.getProxy().isBlank()
                    ? egress.exit(new Sender(form.getTarget(), null), target)
                    : typed(form.getProxy().strip());
            try {
                sockets.walk(exit, target, LIMIT);
                notices.done("network.works", target.getHost());
            } catch (HopFailed failed) {
                notices.failed(
                        "network.failed", failed.hop().id(), Objects.requireNonNullElse(failed.getMessage(), ""));
            }
        });
    }

    private static Exit typed(String proxy) {
        return proxy.equalsIgnoreCase(Egress.DIRECT) ? Exit.DIRECT : new Exit.Through(ProxyAddress.parse(proxy));
    }

    private URI address(String provider) {
        return nodes.all().stream()
                .filter(node -> node.id().toString().equals(provider))
                .map(ProviderNode::baseUrl)
                .findFirst()
                .or(() -> catalog.provider(provider)
                        .flatMap(found -> found.endpoints().stream().findFirst().map(ProviderEndpoint::baseUrl)))
                .orElseThrow(() -> new InvalidSetting("provider", "This provider has no complete address yet."));
    }
}
