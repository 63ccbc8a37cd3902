package dev.signalbox.account;

import java.util.Locale;

/** What kind of credential opens an account. */
public enum CredentialKind {
    /** A key that does not expire by itself. */
    API_KEY,
    /** An access token that is renewed with a refresh token. */
    OAUTH,
    /** A service account's key file, with which access tokens are signed for. */
    SERVICE_ACCOUNT,
    /** An AWS key pair, with which requests are signed; the public half is the detail {@code accessKeyId}. */
    AWS_KEYS,
    /** Nothing at all, as with servers on the own machine. */
    NONE;

    /** The name used in the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
