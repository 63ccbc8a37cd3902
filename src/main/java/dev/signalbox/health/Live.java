package dev.signalbox.health;

import dev.signalbox.Service;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The process answers. Nothing else counts here: a restart helps against no trouble of a database or a provider. */
@Service
@Liveness
class Live implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("gateway");
    }
}
