package dev.signalbox.transfer;

import dev.signalbox.Service;
import dev.signalbox.access.ApiKeys;
import dev.signalbox.access.Users;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.CustomPrices;
import dev.signalbox.catalog.ModelAliases;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.egress.Egress;
import dev.signalbox.quota.Declarations;
import dev.signalbox.routing.Combos;
import dev.signalbox.routing.RoutingSettings;
import dev.signalbox.usage.LedgerArchive;
import jakarta.inject.Inject;

/**
 * Where {@link Contents} arrive: nodes first, because accounts are held there; then what names them. Each step says what it
 * comes to and does it only when this is no rehearsal. What is here already stays as it is, so that arriving twice changes
 * nothing.
 */
@Service
class Arrival {
    private final Catalog catalog;
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
    Arrival(
            Catalog catalog,
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
        this.catalog = catalog;
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

    Report take(Contents contents, boolean dryRun) {
        var steps = new Steps(dryRun);
        var arriving = new ArrivingNodes(catalog, nodes, steps);
        arriving.take(contents.nodes());
        var arrivingAccounts = new ArrivingAccounts(accounts, egress, declarations, arriving, steps);
        arrivingAccounts.take(contents.accounts());
        var models = new ArrivingModels(combos, aliases, prices, arriving, steps);
        models.takeKeys(keys, contents.keys());
        models.takeCombos(contents.combos());
        models.takeAliases(contents.aliases());
        models.takePrices(contents.prices());
        new ArrivingSettings(egress, settings, arriving, steps).take(contents);
        new ArrivingPast(users, keys, ledger, arriving, steps).take(contents.past(), arrivingAccounts.ids());
        contents.notes().forEach(steps::note);
        return steps.report();
    }
}
