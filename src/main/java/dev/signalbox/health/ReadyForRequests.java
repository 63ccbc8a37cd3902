package dev.signalbox.health;

import dev.signalbox.Service;
import dev.signalbox.relay.OpenExchanges;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The gateway takes requests: not once it has been told to stop. */
@Service
@Readiness
class ReadyForRequests implements HealthCheck {
    private final OpenExchanges exchanges;

    @Inject
    ReadyForRequests(OpenExchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("requests").status(!exchanges.closed()).build();
    }
}
