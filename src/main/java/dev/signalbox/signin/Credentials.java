package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SignedIn;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;

/** The credential of an account at the moment of a call. */
@Service
public class Credentials {
    private final Accounts accounts;

    @Inject
    Credentials(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The account as it is now, with a token that is good for a call.
     *
     * @throws ChatException {@code UNAUTHORIZED} when somebody has to sign in again first
     */
    public HeldAccount fresh(HeldAccount held) {
        var current = accounts.latest(held.id()).orElse(held);
        if (current.kind() == CredentialKind.OAUTH && current.signedIn() instanceof SignedIn.Again again) {
            throw signInAgain(current, again);
        }
        return current;
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
     * To be told when the provider answered a call with 401.
     *
     * @param used the account as {@link #fresh} gave it for that call
     * @return whether there is another token by now, with which one more call is worth while
     */
    public boolean refused(HeldAccount used) {
        var current = accounts.latest(used.id());
        return current.isPresent()
                && !current.get().needsSignIn()
                && !Objects.equals(current.get().credential(), used.credential());
    }

    private static ChatException signInAgain(HeldAccount account, SignedIn.Again again) {
        return Failure.of(
                        Failure.Kind.UNAUTHORIZED,
                        401,
                        "The account '" + account.name() + "' must sign in again: " + again.reason())
                .asException();
    }
}
