package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.Snapshot;
import dev.signalbox.database.Durability;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The windows that people declared. */
@Service
public class Declarations {
    private static final int MOST = 20;

    private final QuotaRows rows;
    private final Quotas quotas;
    private final Accounts accounts;
    private final Durability durability;
    private final Instance<Consumption> ledger;
    private final Snapshot<List<Declaration>> all;

    @Inject
    Declarations(
            QuotaRows rows, Quotas quotas, Accounts accounts, Durability durability, Instance<Consumption> ledger) {
        this.rows = rows;
        this.quotas = quotas;
        this.accounts = accounts;
        this.durability = durability;
        this.ledger = ledger;
        this.all = new Snapshot<>(rows::declarations);
    }

    /** Those of an account, by name. */
    public List<Declaration> of(UUID account) {
        return all.get().stream().filter(one -> one.accountId().equals(account)).toList();
    }

    public Optional<Declaration> find(UUID id) {
        return all.get().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /**
     * Adds a window or replaces the one with its id, and counts what the ledger says was used of it.
     *
     * @throws InvalidSetting when a value is not acceptable
     */
    public void put(Declaration declaration) {
        var others = of(declaration.accountId()).stream()
                .filter(one -> !one.id().equals(declaration.id()))
                .toList();
        if (others.size() >= MOST) {
            throw new InvalidSetting("name", "An account has at most " + MOST + " declared windows.");
        }
        if (declaration.unit() == QuotaUnit.FRACTION || declaration.limit() < 1) {
            throw new InvalidSetting("limit", "A window counts requests, tokens or cost, more than zero of it.");
        }
        if (others.stream()
                .anyMatch(one ->
                        one.name().equals(declaration.name()) && Objects.equals(one.model(), declaration.model()))) {
            throw new InvalidSetting("name", "The account has a window '" + declaration.name() + "' already.");
        }
        rows.put(declaration);
        changed(declaration.accountId());
    }

    /** Takes a window away; false when the account has none with that id. */
    public boolean remove(UUID account, UUID id) {
        var found = rows.remove(account, id);
        changed(account);
        return found;
    }

    private void changed(UUID account) {
        durability.force();
        all.refresh();
        quotas.declare(account, of(account), ledger.get());
    }

    /** Reads and counts everything anew. */
    void recount() {
        var known = accounts.all().stream().map(Account::id).collect(Collectors.toSet());
        all.refresh().stream()
                .filter(one -> known.contains(one.accountId()))
                .collect(Collectors.groupingBy(Declaration::accountId))
                .forEach((account, declared) -> quotas.declare(account, declared, ledger.get()));
    }
}
