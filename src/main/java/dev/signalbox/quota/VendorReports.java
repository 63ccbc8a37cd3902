package dev.signalbox.quota;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How asking vendors went, and at which accounts somebody looks: between those who ask and those who show it. */
@Service
public class VendorReports {
    private static final Duration LOOKED_AT = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<UUID, VendorReport> reports = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> looks = new ConcurrentHashMap<>();

    @Inject
    VendorReports(Clock clock) {
        this.clock = clock;
    }

    /** How it went the last time; empty when the vendor has not been asked since the start. */
    public Optional<VendorReport> of(UUID account) {
        return Optional.ofNullable(reports.get(account));
    }

    /** Somebody looks at what an account has left. */
    public void shown(UUID account) {
        looks.put(account, clock.instant());
    }

    boolean lookedAt(UUID account) {
        return looks.containsKey(account);
    }

    void put(UUID account, VendorReport report) {
        reports.put(account, report);
    }

    /** Forgets accounts that are gone, and looks of some time ago. Who lists accounts slowly does not know the newest. */
    void keep(Set<UUID> accounts) {
        var now = clock.instant();
        reports.entrySet()
                .removeIf(report -> !accounts.contains(report.getKey())
                        && report.getValue().askedAt().plus(LOOKED_AT).isBefore(now));
        looks.values().removeIf(at -> at.plus(LOOKED_AT).isBefore(now));
    }
}
