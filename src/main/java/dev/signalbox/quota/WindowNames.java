package dev.signalbox.quota;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Names windows after their length, so that the same window told in two ways is one. */
final class WindowNames {
    private WindowNames() {}

    /** {@code 5h}, {@code 7d}, {@code 30min}; the other name where the length is not known. */
    static String of(@Nullable Duration length, String otherwise) {
        if (length == null || length.toMinutes() < 1) {
            return otherwise;
        }
        if (length.toMinutes() % 60 != 0) {
            return length.toMinutes() + "min";
        }
        return length.toHours() % 24 == 0 ? length.toDays() + "d" : length.toHours() + "h";
    }
}
