package dev.signalbox.quota;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a declared window starts anew. */
public enum Period {
    HOURS,
    DAYS,
    WEEKS,
    MONTHS;

    /** The word used in the database and the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Period> of(String id) {
        return Arrays.stream(values()).filter(period -> period.id().equals(id)).findFirst();
    }
}
