package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.catalog.SnapshotsDue;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Keeps the cooldowns over a restart and shares them among gateways: written behind, read at the start. */
@Service
class CooldownKeeping {
    /** How long after its rest somebody counts as failing in a row. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Cooldowns cooldowns;
    private final CooldownRows rows;
    private final Clock clock;

    @Inject
    CooldownKeeping(Cooldowns cooldowns, CooldownRows rows, Clock clock) {
        this.cooldowns = cooldowns;
        this.rows = rows;
        this.clock = clock;
    }

    void load(@Observes @Priority(StartupOrder.LOAD) Startup event) {
        cooldowns.adopt(rows.all());
    }

    synchronized void write(@ObservesAsync Beat beat) {
        cooldowns.forgetOlderThan(clock.instant().minus(MEMORY));
        write();
    }

    /** What other gateways learned; never while a change of our own is neither marked nor in the database yet. */
    synchronized void share(@Observes SnapshotsDue due) {
        write();
        cooldowns.adopt(rows.all());
    }

    synchronized void stop(@Observes Shutdown event) {
        write();
    }

    private void write() {
        var changes = cooldowns.takeChanges();
        if (changes.isEmpty()) {
            return;
        }
        try {
            rows.write(changes);
        } catch (RuntimeException failed) {
            cooldowns.putBack(changes.keySet());
            throw failed;
        }
    }
}
