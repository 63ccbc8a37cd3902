package dev.signalbox.health;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How the gateway ends.
 *
 * @param grace how long answers under way may go on after the process was told to stop
 */
record ShutdownConfig(Duration grace) {
    static ShutdownConfig of(Config config) {
        return new ShutdownConfig(Duration.ofSeconds(config.getOptionalValue("signalbox.shutdown-grace", Integer.class)
                .orElse(30)));
    }
}
