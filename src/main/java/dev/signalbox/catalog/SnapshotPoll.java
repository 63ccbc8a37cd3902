package dev.signalbox.catalog;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Announces {@link SnapshotsDue} every few seconds where several gateways may share a database: on PostgreSQL. */
@Service
class SnapshotPoll {
    private static final System.Logger LOG = System.getLogger(SnapshotPoll.class.getName());

    private final boolean shared;
    private final Duration interval;
    private final Clock clock;
    private final Event<SnapshotsDue> due;
    private final Instance<ManagedScheduledExecutorService> executor;
    private @Nullable ScheduledFuture<?> polling;

    @Inject
    SnapshotPoll(
            Config config, Clock clock, Event<SnapshotsDue> due, Instance<ManagedScheduledExecutorService> executor) {
        this.shared = config.getOptionalValue("signalbox.database-url", String.class)
                .filter(url -> url.startsWith("jdbc:postgresql:"))
                .isPresent();
        this.interval = config.getOptionalValue("signalbox.database-poll-interval", Duration.class)
                .orElse(Duration.ofSeconds(3));
        this.clock = clock;
        this.due = due;
        this.executor = executor;
    }

    void start(@Observes Startup event) {
        if (!shared) {
            return;
        }
        // a managed executor: the observers need the application's naming context for their transactions
        var millis = interval.toMillis();
        polling = executor.get().scheduleWithFixedDelay(this::announce, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes Shutdown event) {
        if (polling != null) {
            polling.cancel(false);
        }
    }

    private void announce() {
        try {
            due.fire(new SnapshotsDue(clock.instant()));
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "What other gateways changed could not be read; the old state stays in use", failed);
        }
    }
}
