package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.catalog.SignInOffers;
import dev.signalbox.egress.Sender;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.startup.Beat;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in at providers: begun by somebody, gone on with at the vendor, and ended by the same somebody, once. */
@Service
public class SignIns {
    /** How long a sign-in that has ended is remembered, to say what became of it. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final SignInOffers offers;
    private final SignInRows rows;
    private final BrowserSignIn browser;
    private final DeviceSignIn device;
    private final FileSignIn file;
    private final Accounts accounts;
    private final Loopback loopback;
    private final Clock clock;

    @Inject
    SignIns(
            SignInOffers offers,
            SignInRows rows,
            BrowserSignIn browser,
            DeviceSignIn device,
            FileSignIn file,
            Accounts accounts,
            Loopback loopback,
            Clock clock) {
        this.offers = offers;
        this.rows = rows;
        this.browser = browser;
        this.device = device;
        this.file = file;
        this.accounts = accounts;
        this.loopback = loopback;
        this.clock = clock;
    }

    /**
     * Begins a sign-in.
     *
     * @throws SignInException when the wish cannot be fulfilled
     */
    public Begun start(SignInWish wish) {
        var offer = offer(wish);
        var method = method(offer, wish.method(), Set.of(SignIn.BROWSER, SignIn.DEVICE_CODE));
        checkAccount(wish);
        if (method.kind() == SignIn.DEVICE_CODE) {
            return from(wish.provider(), wish.account(), () -> device.begin(wish, method));
        }
        return browser.begin(wish, method, redirect -> loopback.open(redirect, this::returned));
    }

    /**
     * Goes on with a sign-in.
     *
     * @param callbackUrl where the browser was sent back to; null to look whether it is done
     * @throws SignInException when it came to nothing; it has to be begun again then, unless the reason is
     *     {@link Why#STATE} or {@link Why#BAD_INPUT}
     */
    public Outcome complete(UUID user, String provider, UUID id, @Nullable String callbackUrl) {
        var transaction = rows.find(id)
                .filter(found -> found.user().equals(user) && found.provider().equals(provider))
                .orElseThrow(() -> new SignInException(Why.UNKNOWN, "No such sign-in goes on."));
        var account = transaction.accountId();
        if (account != null && callbackUrl == null) {
            return accounts.find(account)
                    .<Outcome>map(Outcome.Done::new)
                    .orElseThrow(() -> new SignInException(Why.UNKNOWN, "The account is gone already."));
        }
        if (transaction.failure() != null && callbackUrl == null) {
            throw new SignInException(Why.REFUSED, transaction.failure());
        }
        checkOpen(transaction, callbackUrl);
        var method = offered(transaction);
        return switch (method.kind()) {
            case DEVICE_CODE ->
                from(provider, wanted(transaction), () -> device.look(transaction, offerOf(transaction), method));
            case BROWSER ->
                callbackUrl == null
                        ? new Outcome.Pending(BrowserSignIn.LOOK_AGAIN)
                        : new Outcome.Done(ended(transaction, callbackUrl));
            case API_KEY, CREDENTIAL_FILE, SERVICE_ACCOUNT, AWS_KEYS, NONE ->
                throw new SignInException(Why.NOT_OFFERED, "There is nothing to go on with.");
        };
    }

    /** Takes the content of a file: a tool's credentials, a service account's key, a key pair of AWS. */
    public Account take(SignInWish wish, String content) {
        var offer = offer(wish);
        var method =
                method(offer, wish.method(), Set.of(SignIn.CREDENTIAL_FILE, SignIn.SERVICE_ACCOUNT, SignIn.AWS_KEYS));
        checkAccount(wish);
        return from(wish.provider(), wish.account(), () -> file.take(wish, offer, method, content));
    }

    /** What the browser brought to this machine; the state says which sign-in it belongs to. */
    private String returned(URI callback) {
        var state = Callback.of(callback.toString()).state();
        var transaction = rows.withState(state)
                .orElseThrow(() -> new SignInException(Why.UNKNOWN, "No such sign-in goes on. Begin again."));
        checkOpen(transaction, callback.toString());
        return ended(transaction, callback.toString()).name();
    }

    void tidy(@ObservesAsync Beat beat) {
        rows.removeBefore(beat.at().minus(REMEMBERED));
    }

    private Account ended(Transaction transaction, String callbackUrl) {
        return from(
                transaction.provider(),
                wanted(transaction),
                () -> browser.end(transaction, offerOf(transaction), offered(transaction), callbackUrl));
    }

    private static @Nullable UUID wanted(Transaction transaction) {
        var account = transaction.remembered(Transaction.ACCOUNT);
        return account.isEmpty() ? null : UUID.fromString(account);
    }

    /** By the proxy of the account that is signed in again, else by its provider's. */
    private static <T> T from(String provider, @Nullable UUID account, Supplier<T> calls) {
        return ScopedValue.where(VendorHttp.SENDER, new Sender(provider, account))
                .call(calls::get);
    }

    private void checkOpen(Transaction transaction, @Nullable String callbackUrl) {
        if (transaction.accountId() != null || (transaction.usedAt() != null && callbackUrl != null)) {
            throw new SignInException(Why.USED, "This sign-in has been used already. Begin again.");
        }
        if (!clock.instant().isBefore(transaction.expiresAt())) {
            throw new SignInException(Why.EXPIRED, "This sign-in has expired. Begin again.");
        }
    }

    private SignInOffer offer(SignInWish wish) {
        var offer = offers.of(wish.provider())
                .orElseThrow(() -> new SignInException(
                        Why.NOT_OFFERED, "One does not sign in at '" + wish.provider() + "'; add a key instead."));
        if (!wish.acceptTerms()) {
            throw new SignInException(Why.TERMS, "The terms must be accepted: " + offer.terms());
        }
        return offer;
    }

    private static SignInMethod method(SignInOffer offer, @Nullable String wanted, Set<SignIn> kinds) {
        return offer.methods().stream()
                .filter(method -> kinds.contains(method.kind()))
                .filter(method -> wanted == null || method.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new SignInException(
                        Why.NOT_OFFERED,
                        "This provider has no such way to sign in" + (wanted == null ? "." : ": '" + wanted + "'.")));
    }

    private void checkAccount(SignInWish wish) {
        var wanted = Optional.ofNullable(wish.account());
        boolean fits = wanted.isEmpty()
                || wanted.flatMap(accounts::find)
                        .filter(account -> account.provider().equals(wish.provider()))
                        .isPresent();
        if (!fits) {
            throw new SignInException(Why.BAD_INPUT, "There is no such account at this provider.");
        }
    }

    private SignInOffer offerOf(Transaction transaction) {
        return offers.of(transaction.provider())
                .orElseThrow(() -> new SignInException(Why.NOT_OFFERED, "One does not sign in there any more."));
    }

    private SignInMethod offered(Transaction transaction) {
        return offerOf(transaction)
                .method(transaction.method())
                .orElseThrow(() -> new SignInException(Why.NOT_OFFERED, "There is no such way to sign in any more."));
    }
}
