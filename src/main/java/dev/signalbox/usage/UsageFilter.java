package dev.signalbox.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which requests of the log are wanted; null leaves a choice open. */
public record UsageFilter(
        @Nullable UsageStatus status,
        @Nullable String provider,
        @Nullable String model,
        @Nullable UUID accountId,
        @Nullable UUID keyId) {
    public static final UsageFilter ALL = new UsageFilter(null, null, null, null, null);
}
