package dev.signalbox.transfer;

import dev.signalbox.Service;
import dev.signalbox.access.ApiKeys;
import dev.signalbox.access.StoredKey;
import dev.signalbox.access.Users;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.CustomPrices;
import dev.signalbox.catalog.ModelAliases;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.egress.Egress;
import dev.signalbox.quota.Declarations;
import dev.signalbox.routing.Combos;
import dev.signalbox.routing.RoutingSettings;
import dev.signalbox.usage.LedgerArchive;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Packs what this gateway holds, with its secrets open. */
@Service
class Departure {
    private final ProviderNodes nodes;
    private final Accounts accounts;
    private final Egress egress;
    private final ApiKeys keys;
    private final Combos combos;
    private final ModelAliases aliases;
    private final CustomPrices prices;
    private final RoutingSettings settings;
    private final Users users;
    private final Declarations declarations;
    private final LedgerArchive ledger;

    @Inject
    Departure(
            ProviderNodes nodes,
            Accounts accounts,
            Egress egress,
            ApiKeys keys,
            Combos combos,
            ModelAliases aliases,
            CustomPrices prices,
            RoutingSettings settings,
            Users users,
            Declarations declarations,
            LedgerArchive ledger) {
        this.nodes = nodes;
        this.accounts = accounts;
        this.egress = egress;
        this.keys = keys;
        this.combos = combos;
        this.aliases = aliases;
        this.prices = prices;
        this.settings = settings;
        this.users = users;
        this.declarations = declarations;
        this.ledger = ledger;
    }

    /**
     * Everything.
     *
     * @param withLedger whether what was used until now comes along
     */
    Contents pack(boolean withLedger) {
        var proxies = egress.whole();
        return new Contents(
                nodes.all().stream()
                        .map(node -> new Contents.Node(
                                node.id().toString(),
                                node.name(),
                                node.prefix(),
                                node.protocol().id(),
                                node.baseUrl().toString()))
                        .toList(),
                accounts.all().stream()
                        .flatMap(account ->
                                accounts.held(account.id()).stream().map(held -> packed(account, held, proxies)))
                        .toList(),
                keys.stored(),
                combos.all().stream()
                        .map(combo -> new Contents.NamedCombo(combo.name(), combo.models(), combo.strategy()))
                        .toList(),
                aliases.all(),
                prices.all(),
                proxies.entrySet().stream()
                        .filter(e -> !e.getKey().startsWith("account:"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                Map.of(ArrivingSettings.STRATEGY, settings.accountStrategy().id()),
                past(withLedger),
                List.of());
    }

    private Contents.Past past(boolean withLedger) {
        var ids = new HashMap<String, StoredKey>();
        keys.storedById().forEach((id, key) -> ids.put(id.toString(), key));
        return new Contents.Past(users.stored(), ids, withLedger ? ledger.read() : LedgerArchive.Rows.NONE);
    }

    private Contents.Account packed(Account account, HeldAccount held, Map<String, Secret> proxies) {
        return new Contents.Account(
                account.id().toString(),
                account.provider(),
                account.name(),
                account.kind(),
                account.identity(),
                held.secrets(),
                account.details(),
                account.expiresAt(),
                account.priority(),
                account.enabled(),
                proxies.get(proxyOf(account.id())),
                declarations.of(account.id()).stream()
                        .map(one -> new Contents.Window(one.name(), one.model(), one.unit(), one.limit(), one.rhythm()))
                        .toList());
    }

    private static String proxyOf(UUID account) {
        return "account:" + account;
    }
}
