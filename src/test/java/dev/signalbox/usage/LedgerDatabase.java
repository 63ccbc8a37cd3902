package dev.signalbox.usage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A real database with the ledger's tables, and a plain look into them. */
record LedgerDatabase(DataSource dataSource) {
    static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    static LedgerDatabase inMemory() {
        var pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + H2_OPTIONS, "sa", "");
        return new LedgerDatabase(pool).migrated();
    }

    static LedgerDatabase inFile(Path folder) {
        return new LedgerDatabase(
                JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("gw") + H2_OPTIONS, "sa", ""));
    }

    static LedgerDatabase on(EmbeddedPostgres server) {
        return new LedgerDatabase(server.getPostgresDatabase());
    }

    LedgerDatabase migrated() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (var name : List.of("V3__usage.sql", "V7__quota.sql", "V9__attempts.sql")) {
                try (var script = LedgerDatabase.class.getResourceAsStream("/db/migration/" + name)) {
                    statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of a query, its columns joined by commas. */
    List<String> rows(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(found.getObject(i)));
                }
                rows.add(String.join(",", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
