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
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** Looks at the database before anything opens it for writing. */
@Service
class DatabaseCheck {
    private final DatabaseConfig config;
    private final boolean masterKeyGiven;
    private final Instance<DataSource> dataSource;
    private final StartGate gate;

    @Inject
    DatabaseCheck(Config config, Instance<DataSource> dataSource, StartGate gate) {
        this.config = DatabaseConfig.from(config);
        this.masterKeyGiven =
                config.getOptionalValue("signalbox.master-key", String.class).isPresent();
        this.dataSource = dataSource;
        this.gate = gate;
    }

    void onStartup(@Observes @Priority(StartupOrder.CHECK_DATABASE) Startup event) {
        gate.pass(this::check);
    }

    private void check() {
        if (config.isPostgresql()) {
            checkPostgresql();
            return;
        }
        if (!config.isH2()) {
            throw new StartRefused(
                    "DATABASE_URL must start with jdbc:postgresql: or be unset for the embedded database; it is %s."
                            .formatted(config.address()));
        }
        config.file().ifPresent(file -> new H2File(config, file).check());
    }

    private void checkPostgresql() {
        if (!masterKeyGiven) {
            throw new StartRefused(
                    "With PostgreSQL, MASTER_KEY must be set (base64 of 32 bytes, the same on every node)."
                            + " Generate one with: openssl rand -base64 32");
        }
        try (var connection = dataSource.get().getConnection()) {
            connection.setReadOnly(true);
            try {
                SchemaHistory.check(connection);
            } finally {
                connection.setReadOnly(false); // the server's pool hands it on as it comes back
            }
        } catch (SQLException unreachable) {
            throw new StartRefused(
                    ("PostgreSQL at %s cannot be used: %s. Check DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD,"
                                    + " and that the server runs.")
                            .formatted(config.address(), reason(unreachable)),
                    unreachable);
        }
    }

    private static String reason(SQLException unreachable) {
        Throwable cause = unreachable;
        while (cause.getCause() instanceof SQLException deeper) {
            cause = deeper;
        }
        // the first sentence: the server appends its own codes to the driver's words
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .split("\\. ", 2)[0]
                .replaceAll("\\.$", "");
    }
}
