package dev.signalbox.quota;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How we know of a window. */
public enum QuotaSource {
    /** The vendor's usage endpoint said so. */
    VENDOR,
    /** The headers of an answer said so. */
    HEADERS,
    /** The provider refused a request and named the time. */
    LEARNED,
    /** A person said so, and the gateway counts. */
    DECLARED;

    /** The word used in the database and the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<QuotaSource> of(String id) {
        return Arrays.stream(values()).filter(source -> source.id().equals(id)).findFirst();
    }
}
