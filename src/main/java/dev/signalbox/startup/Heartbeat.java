package dev.signalbox.startup;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fires a {@link Beat} every five seconds; the next one comes only after every observer of the last has finished. */
@Service
class Heartbeat {
    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final ManagedScheduledExecutorService scheduler;
    private final Event<Beat> beats;
    private final Clock clock;
    private volatile @Nullable ScheduledFuture<?> schedule;

    @Inject
    Heartbeat(ManagedScheduledExecutorService scheduler, Event<Beat> beats, Clock clock) {
        this.scheduler = scheduler;
        this.beats = beats;
        this.clock = clock;
    }

    void onStartup(@Observes Startup event) {
        schedule =
                scheduler.scheduleWithFixedDelay(this::beat, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
    }

    void onShutdown(@Observes Shutdown event) {
        var running = schedule;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void beat() {
        try {
            beats.fireAsync(new Beat(clock.instant())).toCompletableFuture().join();
        } catch (CompletionException failed) {
            LOG.log(Level.WARNING, "Work in the background failed and is tried again shortly", failed.getCause());
        }
    }
}
