package dev.signalbox.transfer;

import java.util.ArrayList;
import java.util.List;

/** What is left out of a reading, and why. */
final class Notes {
    private final List<Report.Item> items = new ArrayList<>();

    void skip(Report.Kind kind, String name, String why) {
        items.add(new Report.Item(kind, name, Report.Outcome.SKIPPED, why));
    }

    List<Report.Item> all() {
        return List.copyOf(items);
    }
}
