package dev.signalbox.transfer;

import dev.signalbox.access.ApiKeys;
import dev.signalbox.access.StoredKey;
import dev.signalbox.catalog.CustomPrice;
import dev.signalbox.catalog.CustomPrices;
import dev.signalbox.catalog.ModelAliases;
import dev.signalbox.catalog.Price;
import dev.signalbox.routing.Combos;
import dev.signalbox.transfer.Report.Item;
import dev.signalbox.transfer.Report.Kind;
import dev.signalbox.transfer.Report.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients ask with and by: keys, combos, aliases, prices. */
final class ArrivingModels {
    private final Combos combos;
    private final ModelAliases aliases;
    private final CustomPrices prices;
    private final ArrivingNodes nodes;
    private final Steps steps;

    /** Combos that have another name here. */
    private final Map<String, String> renamed = new HashMap<>();

    ArrivingModels(Combos combos, ModelAliases aliases, CustomPrices prices, ArrivingNodes nodes, Steps steps) {
        this.combos = combos;
        this.aliases = aliases;
        this.prices = prices;
        this.nodes = nodes;
        this.steps = steps;
    }

    void takeKeys(ApiKeys keys, List<StoredKey> arriving) {
        var known = new HashSet<>(keys.stored());
        for (var key : arriving) {
            var name = key.name() + " (…" + key.lastFour() + ")";
            if (known.add(key)) {
                steps.added(Kind.KEY, name, () -> keys.adopt(key));
            } else {
                steps.present(Kind.KEY, name);
            }
        }
    }

    void takeCombos(List<Contents.NamedCombo> arriving) {
        for (var combo : arriving) {
            var models = combo.models().stream().map(this::model).toList();
            var wanted = combo.name().replace('/', '-').replaceAll("[^A-Za-z0-9._:@-]", "-");
            var name = wanted;
            for (int n = 2;
                    combos.named(name).filter(c -> !c.models().equals(models)).isPresent();
                    n++) {
                name = wanted + "-" + n;
            }
            renamed.put(combo.name(), name);
            take(combo, name, models);
        }
    }

    private void take(Contents.NamedCombo combo, String name, List<String> models) {
        if (models.isEmpty()) {
            steps.skipped(Kind.COMBO, combo.name(), "It has no models.");
            return;
        }
        if (combos.named(name).isPresent()) {
            steps.present(Kind.COMBO, combo.name());
            return;
        }
        var item = name.equals(combo.name())
                ? new Item(Kind.COMBO, name, Outcome.ADDED, "")
                : new Item(Kind.COMBO, combo.name(), Outcome.RENAMED, "It is called " + name + " here.");
        steps.step(item, () -> combos.create(name, models, combo.strategy()));
    }

    private String model(String there) {
        return renamed.getOrDefault(there, nodes.model(there));
    }

    void takeAliases(Map<String, String> arriving) {
        arriving.forEach((alias, target) -> {
            var model = model(target);
            var known = aliases.target(alias);
            if (known.filter(model::equals).isPresent()) {
                steps.present(Kind.ALIAS, alias);
            } else if (known.isPresent()) {
                steps.kept(Kind.ALIAS, alias, "It stands for " + known.get() + " here, not for " + model + ".");
            } else {
                steps.added(Kind.ALIAS, alias, () -> aliases.change(Map.of(alias, Optional.of(model))));
            }
        });
    }

    void takePrices(List<CustomPrice> arriving) {
        for (var price : arriving) {
            var name = price.provider() + "/" + price.model();
            var provider = nodes.provider(price.provider());
            if (provider.isEmpty()) {
                steps.skipped(Kind.PRICE, name, "There is no such provider here.");
                continue;
            }
            var known = prices.all().stream()
                    .filter(here -> here.provider().equals(provider.get())
                            && here.model().equals(price.model()))
                    .findFirst();
            if (known.isEmpty()) {
                var own = new CustomPrice(provider.get(), price.model(), price.price());
                steps.added(Kind.PRICE, name, () -> prices.put(List.of(own)));
            } else if (alike(known.get().price(), price.price())) {
                steps.present(Kind.PRICE, name);
            } else {
                steps.kept(Kind.PRICE, name, "It has another price here.");
            }
        }
    }

    private static boolean alike(Price one, Price other) {
        return one.input().equals(other.input())
                && one.output().equals(other.output())
                && one.cacheRead().equals(other.cacheRead())
                && one.cacheWrite5m().equals(other.cacheWrite5m())
                && one.cacheWrite1h().equals(other.cacheWrite1h());
    }
}
