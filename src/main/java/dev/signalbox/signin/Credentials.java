package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.Details;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SignedIn;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The credential of an account at the moment of a call. */
@Service
public class Credentials {
    /** A token that ends this soon is not sent any more: it has to last until the provider looks at it. */
    private static final Duration TOO_SHORT = Duration.ofSeconds(30);

    /** A token that was renewed this short a time ago and is refused will not get better by another renewal. */
    private static final Duration YOUNG = Duration.ofSeconds(60);

    private final Accounts accounts;
    private final Renewals renewals;
    private final Clock clock;

    @Inject
    Credentials(Accounts accounts, Renewals renewals, Clock clock) {
        this.accounts = accounts;
        this.renewals = renewals;
        this.clock = clock;
    }

    /**
     * The account as it is now, with a token that is good for a call; renews the token where it has expired or is about to.
     *
     * @throws ChatException {@code UNAUTHORIZED} when somebody has to sign in again first, {@code UNREACHABLE} when the token has
     *     expired and the vendor does not renew it now
     */
    public HeldAccount fresh(HeldAccount held) {
        var current = accounts.latest(held.id()).orElse(held);
        if (!renewable(current)) {
            return current;
        }
        refuseSignedOut(current);
        var end = current.expiresAt();
        if (end == null || clock.instant().plus(TOO_SHORT).isBefore(end)) {
            return current;
        }
        try {
            var renewed = renewals.renew(current);
            refuseSignedOut(renewed);
            return renewed;
        } catch (SignInException unavailable) {
            if (clock.instant().isBefore(end)) {
                return current;
            }
            throw new ChatException(
                    Failure.of(
                            Failure.Kind.UNREACHABLE,
                            503,
                            "The token of account '" + current.name() + "' has expired: " + unavailable.getMessage()),
                    unavailable);
        }
    }

    /**
     * The key, access token or secret that is good for a call now; empty for an account without one.
     *
     * @throws ChatException as {@link #fresh} does
     */
    public Optional<Secret> current(HeldAccount held) {
        return Optional.ofNullable(fresh(held).credential());
    }

    /**
     * To be told when the provider answered a call with 401: renews the token, once for all whose calls were refused.
     *
     * @param used the account as {@link #fresh} gave it for that call
     * @return whether there is another token by now, with which one more call is worth while
     */
    public boolean refused(HeldAccount used) {
        var current = accounts.latest(used.id()).orElse(used);
        if (!renewable(current) || current.needsSignIn()) {
            return false;
        }
        if (!Objects.equals(current.credential(), used.credential())) {
            return true;
        }
        if (young(current)) {
            return false;
        }
        try {
            var renewed = renewals.renew(current);
            return !renewed.needsSignIn() && !Objects.equals(renewed.credential(), used.credential());
        } catch (SignInException unavailable) {
            return false;
        }
    }

    static boolean renewable(HeldAccount account) {
        return account.kind() == CredentialKind.OAUTH || account.kind() == CredentialKind.SERVICE_ACCOUNT;
    }

    private boolean young(HeldAccount account) {
        var renewed = account.detail(Details.RENEWED_AT);
        return renewed != null
                && clock.instant().isBefore(Instant.parse(renewed).plus(YOUNG));
    }

    private static void refuseSignedOut(HeldAccount account) {
        if (account.signedIn() instanceof SignedIn.Again again) {
            throw Failure.of(
                            Failure.Kind.UNAUTHORIZED,
                            401,
                            "The account '" + account.name() + "' must sign in again: " + again.reason())
                    .asException();
        }
    }
}
