package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.catalog.Snapshot;
import dev.signalbox.catalog.SnapshotsDue;
import dev.signalbox.database.Durability;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * How routes are chosen, changeable while the gateway runs. What nobody changed is as {@code signalbox.routing.account-strategy}
 * says. Reading touches no database.
 */
@Service
public class RoutingSettings {
    private static final String ACCOUNT_STRATEGY = "routing.account-strategy";

    private final SettingRows rows;
    private final Durability durability;
    private final Snapshot<AccountStrategy> accountStrategy;

    @Inject
    RoutingSettings(SettingRows rows, Durability durability, Config config) {
        this.rows = rows;
        this.durability = durability;
        var configured = config.getOptionalValue("signalbox.routing.account-strategy", String.class)
                .flatMap(AccountStrategy::of)
                .orElse(AccountStrategy.PRIORITY);
        this.accountStrategy = new Snapshot<>(
                () -> rows.text(ACCOUNT_STRATEGY).flatMap(AccountStrategy::of).orElse(configured));
    }

    void refresh(@Observes SnapshotsDue due) {
        accountStrategy.refresh();
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
}
