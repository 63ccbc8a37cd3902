package dev.signalbox.database;

import dev.signalbox.startup.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What Flyway noted in a database, read without Flyway so that nothing is created or locked by looking. */
final class SchemaHistory {
    private static final String TABLE = "flyway_schema_history";
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

    private SchemaHistory() {}

    /** Refuses a schema that this version does not know, or that an upgrade left half-way. */
    static void check(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return;
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select version, success from " + TABLE + " where version is not null")) {
            while (rows.next()) {
                checkRow(rows.getString("version"), rows.getBoolean("success"));
            }
        }
    }

    private static void checkRow(String version, boolean success) {
        if (!isKnown(version)) {
            throw new StartRefused(
                    ("The database was written by a newer version of Signalbox (its schema is at version %s,"
                                    + " this version knows up to %s). Start the newer version, or restore a backup from before the upgrade.")
                            .formatted(version, newest()));
        }
        if (!success) {
            throw new StartRefused(
                    "An earlier upgrade of the database to schema version %s failed half-way. Restore the backup from before it."
                            .formatted(version));
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                "select 1 from information_schema.tables where table_name = ? and table_schema = current_schema")) {
            query.setString(1, TABLE);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static boolean isKnown(String version) {
        return Scripts.NAMES.stream().map(SchemaHistory::version).anyMatch(version::equals);
    }

    private static String newest() {
        return version(Scripts.NAMES.getLast());
    }

    static String version(String script) {
        var matcher = VERSION.matcher(script);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a migration script: " + script);
        }
        return matcher.group(1);
    }
}
