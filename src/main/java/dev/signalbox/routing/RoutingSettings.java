package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.catalog.Snapshot;
import dev.signalbox.catalog.SnapshotsDue;
import dev.signalbox.database.Durability;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * How routes are chosen, changeable while the gateway runs. What nobody changed is as {@code signalbox.routing.account-strategy}
 * says. Reading touches no database.
 */
@Service
public class RoutingSettings {
    private static final String ACCOUNT_STRATEGY = "routing.account-strategy";
    private static final String WEIGHT = "routing.weight.";

    private final SettingRows rows;
    private final Durability durability;
    private final Snapshot<AccountStrategy> accountStrategy;
    private final Snapshot<Map<String, Integer>> weights;

    @Inject
    RoutingSettings(SettingRows rows, Durability durability, Config config) {
        this.rows = rows;
        this.durability = durability;
        var configured = config.getOptionalValue("signalbox.routing.account-strategy", String.class)
                .flatMap(AccountStrategy::of)
                .orElse(AccountStrategy.PRIORITY);
        this.accountStrategy = new Snapshot<>(
                () -> rows.text(ACCOUNT_STRATEGY).flatMap(AccountStrategy::of).orElse(configured));
        this.weights = new Snapshot<>(() -> rows.startingWith(WEIGHT).entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().substring(WEIGHT.length()), one -> Integer.valueOf(one.getValue()))));
    }

    void refresh(@Observes SnapshotsDue due) {
        accountStrategy.refresh();
        weights.refresh();
    }

    public AccountStrategy accountStrategy() {
        return accountStrategy.get();
    }

    /** Changes it, from the next request on. */
    public void accountStrategy(AccountStrategy strategy) {
        rows.put(ACCOUNT_STRATEGY, strategy.id());
        durability.force();
        accountStrategy.refresh();
    }

    /** How often an account comes first among equals, relative to them: 1 unless somebody said otherwise. */
    public int weight(String holder) {
        var all = weights.get();
        return all.isEmpty() ? 1 : all.getOrDefault(holder, 1);
    }

    /** The weights that are not 1, by account. */
    public Map<String, Integer> weights() {
        return weights.get();
    }

    /** Changes weights, from the next request on. */
    public void weights(Map<String, Integer> changes) {
        changes.forEach((holder, weight) -> rows.put(WEIGHT + holder, weight.toString()));
        durability.force();
        weights.refresh();
    }
}
