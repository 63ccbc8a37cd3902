package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.Details;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.startup.Beat;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/** Renews tokens in the background ahead of their expiry, so that no call has to wait for it. */
@Service
class RefreshAhead {
    private static final System.Logger LOG = System.getLogger(RefreshAhead.class.getName());
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final Vendors vendors;
    private final Renewals renewals;
    private volatile Instant next = Instant.EPOCH;

    @Inject
    RefreshAhead(Accounts accounts, Vendors vendors, Renewals renewals) {
        this.accounts = accounts;
        this.vendors = vendors;
        this.renewals = renewals;
    }

    void onBeat(@ObservesAsync Beat beat) {
        if (beat.at().isBefore(next)) {
            return;
        }
        next = beat.at().plus(BETWEEN);
        for (var account : accounts.all()) {
            accounts.latest(account.id())
                    .filter(held -> due(account, held, beat.at()))
                    .ifPresent(this::renew);
        }
    }

    /** One after the other: what fails is tried again in the next round. */
    private void renew(HeldAccount account) {
        try {
            renewals.renew(account);
        } catch (SignInException later) {
            LOG.log(Level.DEBUG, "tried again later", later);
        }
    }

    /** Within the vendor's lead time, which is never more than half of the token's life. */
    private boolean due(Account account, HeldAccount held, Instant now) {
        var end = held.expiresAt();
        if (end == null || held.needsSignIn() || !Credentials.renewable(held)) {
            return false;
        }
        var renewed = held.detail(Details.RENEWED_AT);
        var start = renewed == null ? account.createdAt() : Instant.parse(renewed);
        var half = Duration.between(start, end).dividedBy(2);
        var lead = vendors.lead(held);
        return !now.isBefore(end.minus(half.compareTo(lead) < 0 ? half : lead));
    }
}
