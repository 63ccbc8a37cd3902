package dev.signalbox.upstream;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** Bounds of a connection to a provider, in seconds under {@code signalbox.upstream.}. */
@Service
public class UpstreamConfig {
    private final Duration connectTimeout;
    private final Duration idleTimeout;

    @Inject
    UpstreamConfig(Config config) {
        connectTimeout = seconds(config, "connect-timeout", 10);
        idleTimeout = seconds(config, "idle-timeout", 300);
    }

    private static Duration seconds(Config config, String key, int byDefault) {
        return Duration.ofSeconds(config.getOptionalValue("signalbox.upstream." + key, Integer.class)
                .orElse(byDefault));
    }

    /** Until a connection is made. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** The longest silence within an answer. */
    public Duration idleTimeout() {
        return idleTimeout;
    }
}
