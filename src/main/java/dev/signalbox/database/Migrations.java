package dev.signalbox.database;

import dev.signalbox.Service;
import dev.signalbox.startup.StartGate;
import dev.signalbox.startup.StartRefused;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date before anything else uses it. */
@Service
class Migrations {
    private final Instance<DataSource> dataSource;
    private final StartGate gate;

    @Inject
    Migrations(Instance<DataSource> dataSource, StartGate gate) {
        this.dataSource = dataSource;
        this.gate = gate;
    }

    void onStartup(@Observes @Priority(StartupOrder.MIGRATE) Startup event) {
        gate.pass(() -> migrate(dataSource.get()));
    }

    static void migrate(DataSource database) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations(new String[0])
                    .callbackLocations(new String[0])
                    .resourceProvider(new Scripts())
                    .failOnMissingLocations(false)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StartRefused(
                    ("The database could not be brought up to date (%s)."
                                    + " Restore the backup from before the upgrade, or report what the log says.")
                            .formatted(String.valueOf(failed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")),
                    failed);
        }
    }
}
