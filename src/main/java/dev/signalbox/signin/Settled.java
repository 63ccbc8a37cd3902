package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.signin.SignInException.Why;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last step of each way to sign in: the account is kept, and the sign-in remembers what it led to. */
@Service
class Settled {
    private final Accounts accounts;
    private final SignInRows rows;
    private final Clock clock;

    @Inject
    Settled(Accounts accounts, SignInRows rows, Clock clock) {
        this.accounts = accounts;
        this.rows = rows;
        this.clock = clock;
    }

    /** Ends a sign-in with what {@code last} brings; when that fails, the sign-in has failed. */
    Account end(Transaction transaction, SignInOffer offer, SignInMethod method, Supplier<Grant> last) {
        try {
            var wanted = transaction.remembered(Transaction.ACCOUNT);
            var account = keep(offer, method, last.get(), wanted.isEmpty() ? null : UUID.fromString(wanted));
            rows.end(transaction.id(), account.id(), null, clock.instant());
            return account;
        } catch (SignInException failed) {
            rows.end(transaction.id(), null, failed.getMessage(), clock.instant());
            throw failed;
        }
    }

    /**
     * Keeps what signing in brought.
     *
     * @param wanted the account that was to be signed in again
     * @throws SignInException {@link Why#WRONG_ACCOUNT} when it is somebody else's
     */
    Account keep(SignInOffer offer, SignInMethod method, Grant grant, @Nullable UUID wanted) {
        var known = Optional.ofNullable(wanted).flatMap(accounts::find);
        var before = known.map(Account::identity).orElse("");
        if (!before.isEmpty() && !grant.identity().isEmpty() && !before.equals(grant.identity())) {
            throw new SignInException(
                    Why.WRONG_ACCOUNT,
                    "Somebody else signed in: " + called(grant) + ". The account '"
                            + known.map(Account::name).orElse("") + "' is left as it was.");
        }
        var identity = !grant.identity().isEmpty()
                ? grant.identity()
                : before.isEmpty() ? "unknown-" + UUID.randomUUID() : before;
        var details = new HashMap<>(grant.details());
        details.put(Details.METHOD, method.id());
        details.put(Details.RENEWED_AT, clock.instant().toString());
        return accounts.signIn(
                offer.provider(),
                new Grant(grant.kind(), identity, called(grant), grant.secrets(), details, grant.expiresAt()));
    }

    private static String called(Grant grant) {
        return grant.name().isEmpty() ? "account" : grant.name();
    }
}
