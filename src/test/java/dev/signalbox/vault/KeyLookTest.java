package dev.signalbox.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.database.TestDatabases;
import dev.signalbox.startup.StartRefused;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLookTest {
    @TempDir
    private Path here;

    @TempDir
    private Path elsewhere;

    private static Vault vault(Path folder) {
        return Vault.opened(new VaultConfig(null, folder));
    }

    private static DataSource sealedBy(Vault vault) throws SQLException {
        var database = TestDatabases.migrated(UUID.randomUUID().toString());
        var word = vault.seal(Secret.of("signalbox"), KeyCheck.PURPOSE);
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into key_check (id, sealed) values (1, ?)")) {
            insert.setString(1, word.value());
            insert.executeUpdate();
        }
        return database;
    }

    @Test
    void letsTheRightKeyPass() throws SQLException {
        var vault = vault(here);
        var database = sealedBy(vault);

        assertThatCode(() -> KeyLook.look(database, vault)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherKey() throws SQLException {
        var database = sealedBy(vault(here));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> KeyLook.look(database, vault(elsewhere)))
                .withMessageContaining("master key is not the one");
    }

    @Test
    void changesNothingInAnEmptyDatabase() throws SQLException {
        var empty = new JdbcDataSource();
        empty.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        empty.setUser("sa");

        KeyLook.look(empty, vault(here));

        try (var connection = empty.getConnection();
                var tables = connection.getMetaData().getTables(null, "public", "%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }
}
