package dev.signalbox.catalog;

import dev.signalbox.Service;
import dev.signalbox.database.Durability;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prices that people set; every change is handed to the catalogue, which asks them first. */
@Service
public class CustomPrices {
    private final Catalog catalog;
    private final CustomPriceRows rows;
    private final Runnable durability;
    private final Snapshot<List<CustomPrice>> prices;

    @Inject
    CustomPrices(Catalog catalog, CustomPriceRows rows, Durability durability) {
        this(catalog, rows, durability::force);
    }

    CustomPrices(Catalog catalog, CustomPriceRows rows, Runnable durability) {
        this.durability = durability;
        this.catalog = catalog;
        this.rows = rows;
        this.prices = new Snapshot<>(rows::all);
    }

    void start(@Observes Startup event) {
        refresh();
    }

    void refresh(@Observes SnapshotsDue due) {
        refresh();
    }

    /** All of them by provider and model. */
    public List<CustomPrice> all() {
        return prices.get();
    }

    /**
     * Sets prices and leaves the others.
     *
     * @throws InvalidSetting when a provider or model is not named; nothing is changed then
     */
    public void put(List<CustomPrice> changes) {
        for (var change : changes) {
            if (change.provider().isBlank() || change.provider().length() > 100) {
                throw new InvalidSetting("provider", "A price needs a provider.");
            }
            if (change.model().isBlank() || change.model().length() > 300) {
                throw new InvalidSetting("model", "A price needs a model.");
            }
        }
        rows.put(changes);
        durability.run();
        refresh();
    }

    /** Goes back to the catalogue's price; false when there was no other. */
    public boolean delete(String provider, String model) {
        var found = rows.delete(provider, model);
        durability.run();
        refresh();
        return found;
    }

    /** One at a time, so that older prices never replace newer ones. */
    private synchronized void refresh() {
        var byModel = new HashMap<PriceOverrideRow.Key, Price>();
        prices.refresh().forEach(custom -> byModel.put(key(custom.provider(), custom.model()), custom.price()));
        var overrides = Map.copyOf(byModel);
        catalog.usePrices((provider, model) -> Optional.ofNullable(overrides.get(key(provider, model))));
    }

    private static PriceOverrideRow.Key key(String provider, String model) {
        return new PriceOverrideRow.Key(provider, model);
    }
}
