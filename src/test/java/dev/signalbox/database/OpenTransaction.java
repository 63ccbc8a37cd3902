package dev.signalbox.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** A migrated database in memory with one transaction under way, in which a test runs what the container would intercept. */
public final class OpenTransaction implements AutoCloseable {
    private final DataSource database;
    private final EntityManagerFactory factory;
    private final EntityManager entities;

    public OpenTransaction() {
        database = TestDatabases.migrated("tx-" + UUID.randomUUID());
        factory = Persistence.createEntityManagerFactory(
                "signalbox",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", database));
        entities = factory.createEntityManager();
        entities.getTransaction().begin();
    }

    public EntityManager entities() {
        return entities;
    }

    /** Everything the database holds, as the text of a dump. */
    public String dump() throws SQLException {
        entities.getTransaction().commit();
        entities.getTransaction().begin();
        var dump = new StringBuilder();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var lines = statement.executeQuery("script")) {
            while (lines.next()) {
                dump.append(lines.getString(1)).append('\n');
            }
        }
        return dump.toString();
    }

    @Override
    public void close() {
        entities.getTransaction().rollback();
        entities.close();
        factory.close();
    }
}
