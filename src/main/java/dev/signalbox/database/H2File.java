package dev.signalbox.database;

import dev.signalbox.startup.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The embedded database's file, opened for reading only. H2 itself would repair a cut-off file by silently going back to an
 * older state; here that is a reason not to start.
 */
final class H2File {
    /** Reading every row takes about a second for this size; beyond it only the structure is checked. */
    private static final long FULL_CHECK_LIMIT = 64L << 20;

    private static final int HEADER_BLOCK = 4096;
    private static final Pattern WRITTEN_VERSION = Pattern.compile("^H:2,.*?\\bversion:([0-9a-f]+)");

    private final DatabaseConfig config;
    private final Path file;

    H2File(DatabaseConfig config, Path file) {
        this.config = config;
        this.file = file;
    }

    /** Passes a file that is absent or sound; anything else is refused with a sentence. */
    void check() {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new StartRefused(
                    "The database file %s cannot be read and written by this user. Correct its owner or mode."
                            .formatted(file));
        }
        try {
            checkNothingIsCutOff();
            checkContent();
        } catch (SQLException refused) {
            throw refused(refused);
        } catch (MVStoreException unreadable) {
            throw unreadable.getErrorCode() == DataUtils.ERROR_FILE_LOCKED ? inUse(unreadable) : damaged(unreadable);
        } catch (IOException unreadable) {
            throw damaged(unreadable);
        }
    }

    private void checkContent() throws SQLException, IOException {
        try (var connection = open()) {
            SchemaHistory.check(connection);
            if (Files.size(file) <= FULL_CHECK_LIMIT) {
                readEveryRow(connection);
            }
        }
    }

    private Connection open() throws SQLException {
        var credentials = new Properties();
        credentials.put("user", config.user());
        credentials.put(
                "password", config.password() == null ? "" : config.password().reveal());
        var url = config.address() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;LAZY_QUERY_EXECUTION=1;TRACE_LEVEL_FILE=0";
        return new Driver().connect(url, credentials);
    }

    /** The header names the newest state that was ever written completely; a file that holds less has lost its end. */
    private void checkNothingIsCutOff() throws IOException {
        if (Files.size(file) == 0) {
            throw damaged(null); // H2 would take it for a new database
        }
        long written = writtenVersion();
        var store = new MVStore.Builder().fileName(file.toString()).readOnly().open();
        try {
            if (store.getCurrentVersion() < written) {
                throw damaged(null);
            }
        } finally {
            store.closeImmediately();
        }
    }

    private long writtenVersion() throws IOException {
        try (var channel = Files.newInputStream(file)) {
            var header = new String(channel.readNBytes(HEADER_BLOCK), StandardCharsets.ISO_8859_1);
            var matcher = WRITTEN_VERSION.matcher(header);
            return matcher.find() ? Long.parseLong(matcher.group(1), 16) : 0;
        }
    }

    private static void readEveryRow(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : tables(connection)) {
                try (var rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        // reading is the check
                    }
                }
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select table_schema, table_name from information_schema.tables"
                        + " where table_type = 'BASE TABLE' and table_schema <> 'information_schema'")) {
            while (rows.next()) {
                tables.add("\"" + rows.getString(1) + "\".\"" + rows.getString(2) + "\"");
            }
        }
        return tables;
    }

    private StartRefused refused(SQLException reason) {
        return switch (reason.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> inUse(reason);
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                new StartRefused(
                        "The database %s refuses this user. Check DATABASE_USER and DATABASE_PASSWORD.".formatted(file),
                        reason);
            case ErrorCode.FILE_VERSION_ERROR_1 ->
                new StartRefused(
                        "The database file %s has a format of another version. Start the version that wrote it."
                                .formatted(file),
                        reason);
            default -> damaged(reason);
        };
    }

    private StartRefused inUse(Exception reason) {
        return new StartRefused(
                "The database %s is in use by another process. Stop the other Signalbox, or set DATA_DIR to another folder."
                        .formatted(file),
                reason);
    }

    private StartRefused damaged(@Nullable Exception reason) {
        return new StartRefused(
                ("The database file %s is damaged. Nothing was changed: restore it from a backup,"
                                + " or move it away to start with an empty one.")
                        .formatted(file),
                reason);
    }
}
