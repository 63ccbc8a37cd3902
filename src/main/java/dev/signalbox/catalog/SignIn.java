package dev.signalbox.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an account at a provider is opened to the gateway. */
public enum SignIn {
    /** A key that the provider's console hands out. */
    API_KEY,
    /** Somebody agrees in the browser, which is then sent back with a code: OAuth 2.0 with PKCE. */
    BROWSER,
    /** Somebody types a short code on the provider's page: RFC 8628. */
    DEVICE_CODE,
    /** The file in which the provider's own tool keeps what it signed in with. */
    CREDENTIAL_FILE,
    /** A service account's key file: JSON with a private key. */
    SERVICE_ACCOUNT,
    /** A key pair of AWS. */
    AWS_KEYS,
    /** Nothing at all, as with servers on the own machine. */
    NONE;

    /** The name used in catalogue data and the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<SignIn> of(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
