package dev.signalbox.health;

import dev.signalbox.Service;
import dev.signalbox.catalog.Catalog;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The catalogue of providers is loaded. */
@Service
@Readiness
class ReadyCatalogue implements HealthCheck {
    private final Catalog catalog;

    @Inject
    ReadyCatalogue(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        int providers = catalog.providers().size();
        return HealthCheckResponse.named("catalogue")
                .status(providers > 0)
                .withData("providers", providers)
                .build();
    }
}
