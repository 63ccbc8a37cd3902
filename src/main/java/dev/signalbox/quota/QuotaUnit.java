package dev.signalbox.quota;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a window counts. */
public enum QuotaUnit {
    REQUESTS,
    /** Prompt and answer together, cached ones included. */
    TOKENS,
    /** A share of a whole that the vendor does not name, in millionths. */
    FRACTION,
    /** Nano-dollars. */
    COST;

    /** The limit of a window that is told as a share. */
    public static final long WHOLE = 1_000_000;

    /** The word used in the database and the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<QuotaUnit> of(String id) {
        return Arrays.stream(values()).filter(unit -> unit.id().equals(id)).findFirst();
    }
}
