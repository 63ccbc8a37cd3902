package dev.signalbox.management;

import java.lang.management.ManagementFactory;
import java.time.Instant;

/**
 * How the gateway fares.
 *
 * @param heapBytes memory in use for objects
 * @param missedEvents how many events this watcher was too slow for
 */
public record HealthEvent(
        Instant at, String status, long uptimeMillis, long heapBytes, long maxHeapBytes, long missedEvents) {
    static HealthEvent now(Instant at, long missedEvents) {
        var runtime = Runtime.getRuntime();
        return new HealthEvent(
                at,
                "up",
                ManagementFactory.getRuntimeMXBean().getUptime(),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                missedEvents);
    }
}
