package dev.signalbox.account;

import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.TestNodes;
import dev.signalbox.database.TestEntities;
import dev.signalbox.vault.Vault;
import java.time.Clock;

/** Accounts for tests of other packages. */
public final class TestAccounts {
    private TestAccounts() {}

    public static Accounts on(TestEntities entities, Vault vault, Clock clock) {
        var catalog = Catalog.asShipped();
        return new Accounts(
                new AccountRows(entities.em()),
                vault,
                catalog,
                TestNodes.on(entities.em(), catalog, removed -> {}),
                () -> entities.commit(),
                clock);
    }
}
