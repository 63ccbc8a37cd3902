package dev.signalbox.management;

import java.util.UUID;

/** Identifiers in paths: what cannot be one names nothing, hence 404. */
public final class Ids {
    private Ids() {}

    public static UUID parse(String id, String thing) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound(thing);
        }
    }
}
