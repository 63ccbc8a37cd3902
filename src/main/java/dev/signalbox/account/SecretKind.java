package dev.signalbox.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The secrets an account may have; they are sealed together, so that they change together. */
public enum SecretKind {
    /** A provider's key; also one that a sign-in brought. */
    API_KEY,
    ACCESS_TOKEN,
    REFRESH_TOKEN,
    ID_TOKEN,
    /** A short-lived token that the access token was exchanged for, and that is sent in its place. */
    EXCHANGED_TOKEN,
    /** The secret of a client that was registered for this account. */
    CLIENT_SECRET,
    /** A service account's key file: JSON with a private key. */
    SERVICE_ACCOUNT,
    AWS_SECRET_KEY,
    AWS_SESSION_TOKEN;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SecretKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
}
