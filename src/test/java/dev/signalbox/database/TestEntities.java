package dev.signalbox.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The application's own persistence unit outside the container, with one transaction open at a time. */
public final class TestEntities implements AutoCloseable {
    private final DataSource dataSource;
    private final EntityManagerFactory factory;
    private final EntityManager em;

    private TestEntities(DataSource dataSource) {
        this.dataSource = dataSource;
        Migrations.migrate(dataSource);
        factory = Persistence.createEntityManagerFactory(
                "signalbox",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        "",
                        "jakarta.persistence.nonJtaDataSource",
                        dataSource,
                        "eclipselink.session-name",
                        UUID.randomUUID().toString()));
        em = factory.createEntityManager();
        em.getTransaction().begin();
    }

    public static TestEntities onH2() {
        var url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + TestDatabases.H2_SETTINGS;
        return new TestEntities(JdbcConnectionPool.create(url, "sa", ""));
    }

    public static TestEntities on(EmbeddedPostgres server) {
        return new TestEntities(server.getPostgresDatabase());
    }

    public EntityManager em() {
        return em;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Commits what was done so far and forgets every entity, as the end of a transaction does. */
    public void commit() {
        em.getTransaction().commit();
        em.clear();
        em.getTransaction().begin();
    }

    /** Gives up a transaction that failed. */
    public void rollBack() {
        em.getTransaction().rollback();
        em.clear();
        em.getTransaction().begin();
    }

    @Override
    public void close() {
        if (em.getTransaction().isActive()) {
            em.getTransaction().rollback();
        }
        em.close();
        factory.close();
    }
}
