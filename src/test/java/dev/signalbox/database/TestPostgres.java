package dev.signalbox.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** PostgreSQL for tests. */
public final class TestPostgres {
    /** Ten seconds, as it is by itself, are few for a machine that does other things, too. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private TestPostgres() {}

    /** Starts an empty server. */
    public static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
    }
}
