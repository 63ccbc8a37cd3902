package dev.signalbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.database.TestEntities;
import dev.signalbox.database.TestPostgres;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.TestVaults;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A refresh token that rotates is durable before the old one is gone, on PostgreSQL as others see it. */
class RotationTest {
    private static final String SEALED = "select sealed_secrets from account where id = ?";

    @Test
    void othersSeeTheOldTokenUntilTheNewOneIsDurable() throws Exception {
        try (var server = TestPostgres.start();
                var entities = TestEntities.on(server)) {
            var accounts = TestAccounts.on(entities, TestVaults.open(), Clock.systemUTC());
            var id = accounts.signIn(
                            "codex", new Grant(CredentialKind.OAUTH, "me", "me", tokens("old"), Map.of(), null))
                    .id();
            entities.commit();
            var before = sealed(entities.dataSource(), id);

            accounts.renew(id, current -> {
                assertThat(current.secret(SecretKind.REFRESH_TOKEN)).isEqualTo(Secret.of("old"));
                assertThat(sealed(entities.dataSource(), id)).isEqualTo(before);
                assertThatExceptionOfType(SQLException.class)
                        .as("another gateway waits for the row")
                        .isThrownBy(() -> read(entities.dataSource(), SEALED + " for update nowait", id));
                return new Renewal.Renewed(tokens("new"), Map.of(), null);
            });

            var after = sealed(entities.dataSource(), id);
            assertThat(after).isNotEqualTo(before);
            assertThat(accounts.latest(id).orElseThrow().secret(SecretKind.REFRESH_TOKEN))
                    .isEqualTo(Secret.of("new"));
            assertThat(read(entities.dataSource(), SEALED + " for update nowait", id))
                    .isEqualTo(after);

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> accounts.renew(id, current -> {
                        throw new IllegalStateException("the vendor did not answer");
                    }));
            entities.rollBack();
            assertThat(sealed(entities.dataSource(), id)).isEqualTo(after);
        }
    }

    private static Map<SecretKind, Secret> tokens(String name) {
        return Map.of(SecretKind.ACCESS_TOKEN, Secret.of(name), SecretKind.REFRESH_TOKEN, Secret.of(name));
    }

    private static String sealed(DataSource database, UUID id) {
        try {
            return read(database, SEALED, id);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String read(DataSource database, String sql, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setObject(1, id);
            try (var found = query.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getString(1);
            }
        }
    }
}
