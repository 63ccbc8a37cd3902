package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.startup.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DatabaseConfigTest {
    @Test
    void knowsTheEmbeddedFileWithoutItsSettings() {
        var config = DatabaseConfig.from(
                Settings.of("signalbox.database-url", "jdbc:h2:file:/data/signalbox;MODE=PostgreSQL"));

        assertThat(config.isH2()).isTrue();
        assertThat(config.file()).contains(Path.of("/data/signalbox.mv.db"));
        assertThat(config.user()).isEqualTo("sa");
        assertThat(config.password()).isNull();
    }

    @Test
    void showsAServersAddressWithoutThePassword() {
        var config = DatabaseConfig.from(Settings.of(
                "signalbox.database-url",
                "jdbc:postgresql://db:5432/gw?password=canary",
                "signalbox.database-password",
                "canary"));

        assertThat(config.isPostgresql()).isTrue();
        assertThat(config.file()).isEmpty();
        assertThat(config.address()).isEqualTo("jdbc:postgresql://db:5432/gw");
    }
}
