package dev.signalbox.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an account at a provider is opened to the gateway. */
public enum SignIn {
    /** A key that the provider's console hands out. */
    API_KEY,
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
