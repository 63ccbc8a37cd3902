package dev.signalbox.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints figures as they are known. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println(text);
    }

    void line(String label, String format, Object... values) {
        out.printf(Locale.ROOT, "  %-34s " + format + "%n", prepend(label, values));
    }

    private static Object[] prepend(String label, Object[] values) {
        var all = new Object[values.length + 1];
        all[0] = label;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
