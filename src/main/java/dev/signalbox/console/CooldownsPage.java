package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.routing.Cooling;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** Shows who is left alone after failures, and lets an admin use them again at once. */
@Named
@Service
public class CooldownsPage {
    private final Cooldowns cooldowns;
    private final Accounts accounts;
    private final Providers providers;
    private final Changes changes;

    @Inject
    CooldownsPage(Cooldowns cooldowns, Accounts accounts, Providers providers, Changes changes) {
        this.cooldowns = cooldowns;
        this.accounts = accounts;
        this.providers = providers;
        this.changes = changes;
    }

    /** The shortest first. */
    public List<Cooling> getAll() {
        return cooldowns.all();
    }

    /** The account's name with its provider's, or the provider's alone. */
    public String nameOf(Cooling cooling) {
        return accounts.all().stream()
                .filter(account -> account.id().toString().equals(cooling.holder()))
                .findFirst()
                .map(this::named)
                .orElseGet(() -> providers.nameOf(cooling.holder()));
    }

    private String named(Account account) {
        return account.name() + " · " + providers.nameOf(account.provider());
    }

    /** The failure as the management API spells it. */
    public String why(Cooling cooling) {
        return cooling.rest().why().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public void clear(Cooling cooling) {
        changes.make(() -> cooldowns.clear(cooling.holder(), cooling.model()), "cooldown.cleared", nameOf(cooling));
    }
}
