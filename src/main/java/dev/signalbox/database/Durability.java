package dev.signalbox.database;

import dev.signalbox.Service;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/**
 * Makes sure that what was committed survives the end of the process. PostgreSQL does that by itself; H2 writes committed
 * transactions a moment later, so whoever is about to tell somebody "done" calls {@link #force} first, see ADR 0005.
 */
@Service
public class Durability {
    private final Instance<DataSource> dataSource;
    private final boolean embedded;

    @Inject
    Durability(Config config, Instance<DataSource> dataSource) {
        this.dataSource = dataSource;
        this.embedded = DatabaseConfig.from(config).isH2();
    }

    /** Returns once every transaction that was committed before this call is in the operating system's hands. */
    public void force() {
        if (!embedded) {
            return;
        }
        try (var connection = dataSource.get().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException failed) {
            throw new IllegalStateException("The database could not write what was committed", failed);
        }
    }
}
