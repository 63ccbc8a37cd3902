package dev.signalbox.database;

import dev.signalbox.vault.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Which database is used; the server's data source is built from the same three variables. */
record DatabaseConfig(String url, String user, @Nullable Secret password) {
    private static final String H2 = "jdbc:h2:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    static DatabaseConfig from(Config config) {
        return new DatabaseConfig(
                config.getValue("signalbox.database-url", String.class),
                config.getOptionalValue("signalbox.database-user", String.class).orElse("sa"),
                config.getOptionalValue("signalbox.database-password", String.class)
                        .map(Secret::of)
                        .orElse(null));
    }

    boolean isPostgresql() {
        return url.startsWith(POSTGRESQL);
    }

    boolean isH2() {
        return url.startsWith(H2);
    }

    /** The URL without its settings, which may hold a password. */
    String address() {
        return url.split("[;?]", 2)[0];
    }

    /** The file of an embedded database; empty for a server and for one that lives in memory. */
    Optional<Path> file() {
        return url.startsWith(H2_FILE)
                ? Optional.of(Path.of(address().substring(H2_FILE.length()) + ".mv.db"))
                : Optional.empty();
    }
}
