package dev.signalbox.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the request log, newest first.
 *
 * @param next the cursor of the following page, null on the last one
 */
public record UsagePage(List<LoggedRequest> items, @Nullable String next) {
    public UsagePage {
        items = List.copyOf(items);
    }
}
