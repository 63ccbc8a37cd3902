package dev.signalbox.transfer;

import java.util.List;
import java.util.Locale;

/**
 * What was, or would be, taken over. It names things as people know them and holds no secret.
 *
 * @param dryRun whether nothing was changed
 */
public record Report(boolean dryRun, List<Item> items) {
    public Report {
        items = List.copyOf(items);
    }

    /** What becomes of one thing. */
    public enum Outcome {
        /** It comes over as it is. */
        ADDED,
        /** It comes over under another name. */
        RENAMED,
        /** It is here already. */
        PRESENT,
        /** Something else has its place, and stays. */
        KEPT,
        /** It cannot be taken over. */
        SKIPPED;

        /** The word used in the management API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What kind of thing it is. */
    public enum Kind {
        NODE,
        ACCOUNT,
        KEY,
        COMBO,
        ALIAS,
        PRICE,
        PROXY,
        SETTING,
        PERSON,
        WINDOW,
        LEDGER,
        OTHER;

        /** The word used in the management API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing.
     *
     * @param note what a person should know of it, empty when nothing
     */
    public record Item(Kind kind, String name, Outcome outcome, String note) {}

    /** How many things came to this. */
    public long count(Outcome outcome) {
        return items.stream().filter(item -> item.outcome() == outcome).count();
    }
}
