package dev.signalbox.health;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The database answers. Its schema is up to date whenever the application runs, for the start would have failed. */
@Service
@Readiness
class ReadyDatabase implements HealthCheck {
    private static final int SECONDS = 2;

    private final DataSource database;

    @Inject
    ReadyDatabase(DataSource database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(answers()).build();
    }

    private boolean answers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
