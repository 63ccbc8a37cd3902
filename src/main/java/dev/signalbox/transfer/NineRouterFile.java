package dev.signalbox.transfer;

import dev.signalbox.catalog.InvalidSetting;
import io.roastedroot.sqlite4j.JDBC;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A 9Router's own file as one JSON object: {@code db.json} of 0.4 and the backup of any version are that already; the SQLite
 * database of 0.5 keeps the same collections as tables. SQLite runs as bytecode inside this process, without access to anything
 * but the file.
 */
final class NineRouterFile {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int WRITES_WITH = 18;
    private static final int READS_WITH = 19;
    private static final int WRITE_AHEAD = 2;
    private static final Set<String> ROWS =
            Set.of("providerConnections", "providerNodes", "proxyPools", "apiKeys", "combos");

    private NineRouterFile() {}

    static JsonObject read(byte[] file) {
        if (file.length > HEADER && Arrays.equals(file, 0, SQLITE.length, SQLITE, 0, SQLITE.length)) {
            return database(file);
        }
        var object = Texts.object(new String(file, StandardCharsets.UTF_8));
        // some backups wrap what they hold
        return object.containsKey("providerConnections") || !object.containsKey("data")
                ? known(object)
                : known(Texts.object(object, "data"));
    }

    private static JsonObject known(JsonObject object) {
        if (ROWS.stream().noneMatch(object::containsKey)) {
            throw new InvalidSetting("file", "The file is none of 9Router's: it holds no connections, keys or combos.");
        }
        return object;
    }

    private static JsonObject database(byte[] file) {
        try {
            var path = Files.createTempFile("import", ".sqlite"); // readable by nobody else
            try {
                Files.write(path, withoutLog(file));
                try (var connection = new JDBC().connect("jdbc:sqlite:" + path, new Properties())) {
                    return known(collections(connection));
                }
            } finally {
                Files.delete(path);
            }
        } catch (SQLException | IOException unreadable) {
            throw new InvalidSetting("file", "The SQLite database cannot be read; export it again.");
        }
    }

    /** A database with a write-ahead log says so in two bytes, and would want the log's file beside it. */
    private static byte[] withoutLog(byte[] file) {
        var copy = file.clone();
        if (copy[WRITES_WITH] == WRITE_AHEAD && copy[READS_WITH] == WRITE_AHEAD) {
            copy[WRITES_WITH] = 1;
            copy[READS_WITH] = 1;
        }
        return copy;
    }

    private static JsonObject collections(Connection connection) throws SQLException {
        var all = Json.createObjectBuilder();
        var tables = tables(connection);
        for (var table : ROWS) {
            if (tables.contains(table)) {
                var rows = Json.createArrayBuilder();
                each(connection, table, row -> rows.add(row(row)));
                all.add(table, rows);
            }
        }
        if (tables.contains("settings")) {
            each(connection, "settings", row -> all.add("settings", row(row)));
        }
        if (tables.contains("kv")) {
            keyed(connection).forEach((scope, values) -> all.add(scope, Json.createObjectBuilder(values)));
        }
        return all.build();
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        var names = new HashSet<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select name from sqlite_master where type = 'table'")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String table, Row row) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select * from \"" + table + "\"")) {
            while (found.next()) {
                row.take(found);
            }
        }
    }

    private static Map<String, Map<String, Object>> keyed(Connection connection) throws SQLException {
        var scopes = new LinkedHashMap<String, Map<String, Object>>();
        each(
                connection,
                "kv",
                row -> scopes.computeIfAbsent(row.getString("scope"), scope -> new LinkedHashMap<>())
                        .put(row.getString("key"), value(row.getString("value"))));
        return scopes;
    }

    /** The columns, and over them what the column {@code data} holds, because it is the whole record. */
    private static JsonObject row(ResultSet row) throws SQLException {
        var fields = new LinkedHashMap<String, Object>();
        var columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            var name = columns.getColumnName(i);
            var content = row.getObject(i);
            if (content != null && !name.equals("data")) {
                fields.put(name, column(name, content));
            }
        }
        var data = has(columns, "data") ? value(row.getString("data")) : JsonValue.NULL;
        if (data instanceof JsonObject whole) {
            whole.forEach((name, content) -> {
                if (!JsonValue.NULL.equals(content)) {
                    fields.putIfAbsent(name, content);
                }
            });
        }
        return Json.createObjectBuilder(fields).build();
    }

    private static JsonValue column(String name, Object content) {
        if (content instanceof Number number) {
            return Json.createValue(number.longValue());
        }
        return name.equals("models") ? value(content.toString()) : Json.createValue(content.toString());
    }

    private static boolean has(ResultSetMetaData columns, String name) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnName(i).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The JSON in a text, else the text. */
    private static JsonValue value(@Nullable String text) {
        if (text == null) {
            return JsonValue.NULL;
        }
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException plain) {
            return Json.createValue(text);
        }
    }
}
