package dev.signalbox.health;

import dev.signalbox.Service;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Every step of the start has been taken. */
@Service
@org.eclipse.microprofile.health.Startup
class Started implements HealthCheck {
    private volatile boolean done;

    void last(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER + 1000) Startup event) {
        done = true;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("start").status(done).build();
    }
}
