package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.Renewal;
import dev.signalbox.account.SignedIn;
import dev.signalbox.egress.Sender;
import dev.signalbox.signin.SignInException.Why;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Renews tokens: one renewal per account at a time, in this gateway by a shared future and among gateways by the row's lock. */
@Service
class Renewals {
    private static final System.Logger LOG = System.getLogger(Renewals.class.getName());

    /** How long a vendor that did not answer is left alone. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final Vendors vendors;
    private final Consumer<SignInNeeded> told;
    private final Clock clock;
    private final Map<UUID, CompletableFuture<HeldAccount>> running = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> paused = new ConcurrentHashMap<>();

    @Inject
    Renewals(Accounts accounts, Vendors vendors, Event<SignInNeeded> events, Clock clock) {
        this(accounts, vendors, (Consumer<SignInNeeded>) events::fire, clock);
    }

    Renewals(Accounts accounts, Vendors vendors, Consumer<SignInNeeded> told, Clock clock) {
        this.accounts = accounts;
        this.vendors = vendors;
        this.told = told;
        this.clock = clock;
    }

    /**
     * The account with another token than the one seen: renewed here, by another thread, or by another gateway. An account that
     * has to sign in again comes back as such.
     *
     * @throws SignInException when the vendor does not answer, or did not a moment ago
     */
    HeldAccount renew(HeldAccount seen) {
        var pause = paused.get(seen.id());
        if (pause != null && clock.instant().isBefore(pause)) {
            throw new SignInException(Why.UNAVAILABLE, "The vendor did not renew the token a moment ago.");
        }
        var mine = new CompletableFuture<HeldAccount>();
        var other = running.putIfAbsent(seen.id(), mine);
        return other == null ? lead(seen, mine) : follow(other);
    }

    private HeldAccount lead(HeldAccount seen, CompletableFuture<HeldAccount> mine) {
        try {
            var now = locked(seen);
            mine.complete(now);
            return now;
        } catch (RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            running.remove(seen.id(), mine);
        }
    }

    private static HeldAccount follow(CompletableFuture<HeldAccount> other) {
        try {
            return other.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException told ? told : failed;
        }
    }

    private HeldAccount locked(HeldAccount seen) {
        try {
            var now = accounts.renew(seen.id(), current -> renewed(current, seen))
                    .orElseThrow(() -> new SignInException(Why.REFUSED, "The account is gone."));
            paused.remove(seen.id());
            if (now.signedIn() instanceof SignedIn.Again again && !seen.needsSignIn()) {
                LOG.log(Level.WARNING, "Account {0} at {1} must sign in again", now.name(), now.provider());
                told.accept(new SignInNeeded(now.id(), now.provider(), now.name(), again.reason()));
            }
            return now;
        } catch (SignInException failed) {
            paused.put(seen.id(), clock.instant().plus(PAUSE));
            LOG.log(Level.WARNING, "The token of account " + seen.id() + " was not renewed: " + failed.getMessage());
            throw failed;
        }
    }

    /** Looks at what the row holds now: if the token is another one, somebody else was first. */
    private Renewal renewed(HeldAccount current, HeldAccount seen) {
        if (current.needsSignIn() || !Objects.equals(current.credential(), seen.credential())) {
            return new Renewal.NotNeeded();
        }
        try {
            var sender = new Sender(current.provider(), current.id());
            return VendorHttp.as(sender, () -> vendors.renew(current));
        } catch (SignInException failed) {
            return switch (failed.why()) {
                case UNAVAILABLE, NOT_OFFERED -> throw failed;
                case BAD_INPUT, TERMS, UNKNOWN, USED, EXPIRED, STATE, DENIED, WRONG_ACCOUNT, REFUSED ->
                    new Renewal.Refused(Objects.requireNonNullElse(failed.getMessage(), "refused"));
            };
        }
    }
}
