package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.usage.LoggedRequest;
import dev.signalbox.usage.UsageBucket;
import dev.signalbox.usage.UsageFilter;
import dev.signalbox.usage.UsageGroup;
import dev.signalbox.usage.UsageHistory;
import dev.signalbox.usage.UsageQueries;
import dev.signalbox.usage.UsageTotals;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The first page: what happened today, how the accounts are, what happens now. */
@Named
@Service
public class Overview {
    private static final int RECENT = 12;

    private final Accounts accounts;
    private final UsageQueries usage;
    private final Providers providers;
    private final Clock clock;

    /**
     * Today's figures and how the accounts are.
     *
     * @param accounts in the order of use
     */
    public record Today(UsageTotals total, List<State> accounts, List<LoggedRequest> recent) {}

    /**
     * How an account is.
     *
     * @param level {@code good}, {@code warn}, {@code bad} or {@code off}; the bundle has a word for each
     */
    public record State(String name, String provider, String level, UsageTotals today) {}

    @Inject
    Overview(Accounts accounts, UsageQueries usage, Providers providers, Clock clock) {
        this.accounts = accounts;
        this.usage = usage;
        this.providers = providers;
        this.clock = clock;
    }

    /** Whether no account is connected yet. */
    public boolean isUnconnected() {
        return accounts.all().isEmpty();
    }

    /** Reads for the page, as {@code today}. */
    public void load() {
        PageData.put("today", today());
    }

    /** Everything since midnight, universal time. */
    private Today today() {
        var now = clock.instant();
        var history = usage.history(
                now.truncatedTo(ChronoUnit.DAYS), now.plusSeconds(1), UsageGroup.ACCOUNT, UsageBucket.DAY);
        var states =
                accounts.all().stream().map(account -> state(account, history)).toList();
        return new Today(
                history.total(),
                states,
                usage.page(UsageFilter.ALL, null, RECENT).items());
    }

    private State state(Account account, UsageHistory history) {
        var totals = history.groups().stream()
                .filter(group -> account.id().toString().equals(group.group()))
                .map(UsageHistory.Group::totals)
                .findFirst()
                .orElse(UsageTotals.NONE);
        return new State(account.name(), providers.nameOf(account.provider()), level(account, totals), totals);
    }

    private static String level(Account account, UsageTotals today) {
        if (!account.enabled()) {
            return "off";
        }
        if (account.needsSignIn()) {
            return "bad";
        }
        return today.failed() > 0 ? "warn" : "good";
    }
}
