package dev.signalbox.transfer;

import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.PrefixInUse;
import dev.signalbox.routing.ComboNameInUse;
import dev.signalbox.transfer.Report.Item;
import dev.signalbox.transfer.Report.Kind;
import dev.signalbox.transfer.Report.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The steps of an arrival: done, or in a rehearsal only told. */
final class Steps {
    private final boolean dryRun;
    private final List<Item> items = new ArrayList<>();

    Steps(boolean dryRun) {
        this.dryRun = dryRun;
    }

    boolean dryRun() {
        return dryRun;
    }

    void note(Item item) {
        items.add(item);
    }

    void present(Kind kind, String name) {
        items.add(new Item(kind, name, Outcome.PRESENT, ""));
    }

    void kept(Kind kind, String name, String note) {
        items.add(new Item(kind, name, Outcome.KEPT, note));
    }

    void skipped(Kind kind, String name, String note) {
        items.add(new Item(kind, name, Outcome.SKIPPED, note));
    }

    void added(Kind kind, String name, Runnable step) {
        step(new Item(kind, name, Outcome.ADDED, ""), step);
    }

    /** Takes a step that adds something; a service that refuses a value says why, and the others go on. */
    void step(Item item, Runnable step) {
        try {
            if (!dryRun) {
                step.run();
            }
            items.add(item);
        } catch (InvalidSetting | PrefixInUse | ComboNameInUse refused) {
            var why = Objects.requireNonNullElse(refused.getMessage(), "It was refused.");
            skipped(item.kind(), item.name(), why);
        }
    }

    Report report() {
        return new Report(dryRun, items);
    }
}
