package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.startup.StartRefused;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void makesTheSameTablesInBothDatabases() throws Exception {
        var h2 = TestDatabases.migrated("migrations");
        try (var postgres = TestPostgres.start()) {
            Migrations.migrate(postgres.getPostgresDatabase());

            var tables = columns(h2);
            assertThat(tables).contains("api_key.hash", "person.username", "key_check.sealed", "ended_session.id");
            assertThat(columns(postgres.getPostgresDatabase())).isEqualTo(tables);
        }
    }

    @Test
    void runsTwiceWithoutHarm() throws SQLException {
        var database = TestDatabases.migrated("migrations-twice");
        Migrations.migrate(database);

        try (var connection = database.getConnection()) {
            SchemaHistory.check(connection);
        }
    }

    @Test
    void refusesASchemaFromANewerVersion() throws SQLException, IOException {
        var h2 = TestDatabases.migrated("migrations-newer");
        assertNewerIsRefused(h2);
        try (var postgres = TestPostgres.start()) {
            Migrations.migrate(postgres.getPostgresDatabase());
            assertNewerIsRefused(postgres.getPostgresDatabase());
        }
    }

    @Test
    void refusesASchemaThatAnUpgradeLeftHalfWay() throws SQLException {
        var database = TestDatabases.migrated("migrations-half");
        try (var connection = database.getConnection()) {
            execute(connection, "update flyway_schema_history set success = false where version = '1'");

            assertThatThrownBy(() -> SchemaHistory.check(connection))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("failed half-way");
        }
    }

    private static void assertNewerIsRefused(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            execute(
                    connection,
                    "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                            + " execution_time, success) values (99, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, true)");

            assertThatThrownBy(() -> SchemaHistory.check(connection))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("newer version of Signalbox")
                    .hasMessageContaining("999");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<String> columns(DataSource database) throws SQLException {
        var columns = new TreeSet<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select table_name, column_name from information_schema.columns"
                        + " where table_schema = 'public'")) {
            while (rows.next()) {
                columns.add(rows.getString(1) + "." + rows.getString(2));
            }
        }
        return columns;
    }
}
