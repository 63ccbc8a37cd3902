package dev.signalbox.database;

import org.junit.jupiter.api.Test;

/** A test of what is kept, which has to hold on each of the databases. */
public interface OnEachDatabase {
    /** Holds it, with the tables in place and a transaction open. */
    void holds(TestEntities entities) throws Exception;

    @Test
    default void onH2() throws Exception {
        try (var entities = TestEntities.onH2()) {
            holds(entities);
        }
    }

    @Test
    default void onPostgres() throws Exception {
        try (var server = TestPostgres.start();
                var entities = TestEntities.on(server)) {
            holds(entities);
        }
    }
}
