package dev.signalbox.startup;

import dev.signalbox.Service;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The source of time: everything that needs it takes a {@link Clock}, so that a test can hold it still. */
@Service
class Clocks {
    /** What both databases keep, so that a moment reads the same before and after it was stored. */
    private static final Duration RESOLUTION = Duration.ofNanos(1000);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), RESOLUTION);
    }
}
