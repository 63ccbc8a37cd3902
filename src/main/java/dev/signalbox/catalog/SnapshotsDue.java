package dev.signalbox.catalog;

import java.time.Instant;

/** Another gateway may have changed the shared database: whoever keeps a {@link Snapshot} of it refreshes it. */
public record SnapshotsDue(Instant at) {}
