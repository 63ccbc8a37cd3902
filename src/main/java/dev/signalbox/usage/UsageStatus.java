package dev.signalbox.usage;

import java.util.Locale;

/** How far a request came. */
public enum UsageStatus {
    /** Under way. */
    STARTED,
    /** Answered to its proper end. */
    SUCCEEDED,
    /** Ended with an error that the client was told. */
    FAILED,
    /** The client went away. */
    CANCELLED,
    /** The gateway itself died while it was under way. */
    INTERRUPTED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The word used in the database and the management API. */
    public String id() {
        return id;
    }

    static UsageStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
