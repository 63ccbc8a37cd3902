package dev.signalbox.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a roll-up tells apart. */
public enum UsageGroup {
    MODEL("r.route"),
    PROVIDER("r.provider"),
    ACCOUNT("r.accountId"),
    KEY("r.keyId");

    private final String path;

    UsageGroup(String path) {
        this.path = path;
    }

    /** The attribute of the row that is grouped by. */
    String path() {
        return path;
    }

    /** The group by the word the management API uses for it. */
    public static Optional<UsageGroup> of(String id) {
        return Arrays.stream(values())
                .filter(group -> group.name().toLowerCase(Locale.ROOT).equals(id))
                .findFirst();
    }
}
