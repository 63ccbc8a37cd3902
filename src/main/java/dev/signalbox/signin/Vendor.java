package dev.signalbox.signin;

import dev.signalbox.account.Grant;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.Renewal;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.signin.SignInException.Why;
import java.util.Map;

/** A vendor's customs once tokens are there: whose they are, what has to be fetched besides, and how they are renewed. */
interface Vendor {
    /** The name in catalogue data. */
    String id();

    /**
     * Whose tokens these are, and what goes with them. The identity is empty where the vendor does not tell.
     *
     * @throws SignInException when a step after the sign-in fails
     */
    Grant grant(OAuthClient client, Registered registered, Tokens tokens);

    /**
     * New tokens for an account.
     *
     * @throws SignInException {@link Why#REFUSED} when somebody has to sign in again
     */
    default Renewal.Renewed renew(OAuthClient client, HeldAccount account, TokenEndpoint endpoint) {
        var refresh = account.secret(SecretKind.REFRESH_TOKEN);
        if (refresh == null) {
            throw new SignInException(Why.REFUSED, "The token has expired, and there is none to renew it with.");
        }
        return renewed(client, account, endpoint.refresh(client, Registered.of(account), refresh.reveal()));
    }

    /** What new tokens change about an account; a vendor that sends no refresh token lets the old one go on. */
    default Renewal.Renewed renewed(OAuthClient client, HeldAccount account, Tokens tokens) {
        return new Renewal.Renewed(tokens.secrets(), Map.of(), tokens.expiresAt());
    }
}
