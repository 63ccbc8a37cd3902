package dev.signalbox.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Accounts as people have them, and how they are used. */
record Worlds(String name, List<Vendor> vendors, List<Asked> trace) {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Set<String> BOTH = Set.of("small", "large");
    private static final Set<String> SMALL = Set.of("small");

    private static Allowance every(String name, long limit, Duration length, Duration phase) {
        return new Allowance(name, limit, length, phase);
    }

    /** Two subscriptions with five-hour and weekly windows, a daily one, a cheap one, and a key that costs. */
    private static List<Vendor> household() {
        return List.of(
                Vendor.of(
                        "claude-a",
                        0,
                        BOTH,
                        true,
                        every("5h", 2_600_000, Duration.ofHours(5), Duration.ofHours(2)),
                        every("7d", 26_000_000, Duration.ofDays(7), Duration.ofDays(4))),
                Vendor.of(
                        "claude-b",
                        0,
                        BOTH,
                        true,
                        every("5h", 2_600_000, Duration.ofHours(5), Duration.ofHours(4)),
                        every("7d", 26_000_000, Duration.ofDays(7), Duration.ofDays(1))),
                Vendor.of("codex", 0, SMALL, true, every("1d", 5_000_000, Duration.ofDays(1), Duration.ofHours(9))),
                Vendor.of("silent", 0, SMALL, false, every("1d", 2_000_000, Duration.ofDays(1), Duration.ofHours(10))),
                Vendor.of("glm", 0, SMALL, true, every("5h", 1_200_000, Duration.ofHours(5), Duration.ofHours(3))),
                Vendor.of("paid", 1, BOTH, true));
    }

    static Worlds day(long seed, int conversations) {
        return new Worlds("a day", household(), Trace.days(seed, START, 1, conversations, 0.35));
    }

    static Worlds week(long seed, int conversations) {
        return new Worlds("a week", household(), Trace.days(seed, START, 7, conversations, 0.35));
    }
}
