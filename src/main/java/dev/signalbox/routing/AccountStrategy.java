package dev.signalbox.routing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of several accounts at one provider is tried first. */
public enum AccountStrategy {
    /** The one with the lowest priority number. */
    PRIORITY,
    /** Each in its turn. */
    ROUND_ROBIN,
    /** Each as often as its weight says. */
    WEIGHTED,
    /** The one that was used least of late. */
    LEAST_USED,
    /** The one whose quota would lapse unused the soonest. */
    EARLIEST_EXPIRY;

    /** The word used in configuration, the database and the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<AccountStrategy> of(String id) {
        return Arrays.stream(values()).filter(s -> s.id().equals(id)).findFirst();
    }
}
