package dev.signalbox.routing;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** How candidates are chosen, as the environment says it. */
@Service
public class RoutingConfig {
    private final Duration affinity;
    private final double reserve;

    @Inject
    RoutingConfig(Config config) {
        this(
                config.getOptionalValue("signalbox.routing.affinity", Duration.class)
                        .orElse(Duration.ofMinutes(5)),
                config.getOptionalValue("signalbox.routing.reserve", Double.class)
                        .orElse(0.0));
    }

    /** With these values. */
    public RoutingConfig(Duration affinity, double reserve) {
        this.affinity = affinity;
        this.reserve = Math.clamp(reserve, 0, 1);
    }

    /** How long a conversation stays with its account after an answer; zero for not at all. */
    public Duration affinity() {
        return affinity;
    }

    /** The share of every window that is kept for when nothing else is left, from 0 to 1. */
    public double reserve() {
        return reserve;
    }
}
