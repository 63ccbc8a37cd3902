package dev.signalbox.startup;

import dev.signalbox.Service;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The source of time: everything that needs it takes a {@link Clock}, so that a test can hold it still. */
@Service
class Clocks {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
