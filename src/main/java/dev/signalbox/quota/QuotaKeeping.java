package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.SnapshotsDue;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** Keeps what is known of quota over a restart, shares it among gateways and tells those who watch: all behind the requests. */
@Service
class QuotaKeeping {
    private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

    private final Quotas quotas;
    private final QuotaRows rows;
    private final Declarations declarations;
    private final Accounts accounts;
    private final Event<QuotaChanged> news;
    private final Clock clock;
    private Instant counted = Instant.MIN;

    @Inject
    QuotaKeeping(
            Quotas quotas,
            QuotaRows rows,
            Declarations declarations,
            Accounts accounts,
            Event<QuotaChanged> news,
            Clock clock) {
        this.quotas = quotas;
        this.rows = rows;
        this.declarations = declarations;
        this.accounts = accounts;
        this.news = news;
        this.clock = clock;
    }

    /** After the accounts and the ledger have been opened. */
    void load(@Observes @Priority(StartupOrder.LOAD + 10) Startup event) {
        quotas.adopt(rows.windows());
        recount();
    }

    private void recount() {
        counted = clock.instant();
        declarations.recount();
    }

    synchronized void write(@ObservesAsync Beat beat) {
        quotas.keep(() -> accounts.all().stream().map(Account::id).collect(Collectors.toSet()));
        write();
    }

    /** What other gateways heard and used; never while a change of our own is neither marked nor in the database yet. */
    synchronized void share(@Observes SnapshotsDue due) {
        write();
        quotas.adopt(rows.windows());
        if (counted.plus(BETWEEN_COUNTS).isBefore(clock.instant())) {
            recount();
        }
    }

    synchronized void stop(@Observes Shutdown event) {
        write();
    }

    private void write() {
        var changed = quotas.takeChanges();
        if (changed.isEmpty()) {
            return;
        }
        try {
            rows.write(quotas.heard(changed));
        } catch (RuntimeException failed) {
            quotas.putBack(changed);
            throw failed;
        }
        news.fire(new QuotaChanged(changed));
    }
}
