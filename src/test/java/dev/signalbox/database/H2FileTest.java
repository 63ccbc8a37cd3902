package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.startup.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest {
    @TempDir
    Path folder;

    private Path file;
    private byte[] sound;

    @BeforeEach
    void writeASoundDatabase() throws SQLException, IOException {
        file = folder.resolve("signalbox.mv.db");
        var database = TestDatabases.h2(address());
        Migrations.migrate(database);
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into person values (random_uuid(), ?, ?, 'viewer', true, 1, current_timestamp)")) {
            for (int i = 0; i < 3000; i++) {
                insert.setString(1, "user" + i);
                insert.setString(2, "hash-".repeat(40) + i);
                insert.executeUpdate();
            }
        }
        sound = Files.readAllBytes(file);
    }

    @Test
    void passesASoundFileAndOneThatIsAbsent() throws IOException {
        assertThatCode(this::check).doesNotThrowAnyException();
        Files.delete(file);
        assertThatCode(this::check).doesNotThrowAnyException();
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesWhatIsNoDatabase() throws IOException {
        var garbage = new byte[100_000];
        new Random(7).nextBytes(garbage);

        assertDamaged(garbage);
        assertDamaged("not a database".getBytes(StandardCharsets.US_ASCII));
        assertDamaged(new byte[0]);
    }

    @Test
    void refusesAFileThatLostItsEnd() throws IOException {
        assertDamaged(Arrays.copyOf(sound, sound.length / 2));
        assertDamaged(Arrays.copyOf(sound, sound.length - 100));
    }

    @Test
    void refusesAFileWithAHoleInIt() throws IOException {
        var zeroes = sound.clone();
        Arrays.fill(zeroes, 8192, zeroes.length, (byte) 0);
        assertDamaged(zeroes);

        var middle = sound.clone();
        Arrays.fill(middle, sound.length / 4, sound.length / 4 * 3, (byte) 0x5a);
        assertDamaged(middle);
    }

    @Test
    void refusesAFileThatIsOpenElsewhereAndPassesItOnceThatProcessWasKilled() throws Exception {
        var holder = holder();
        try (var said = holder.inputReader()) {
            assertThat(said.readLine()).isEqualTo("open");

            assertThatThrownBy(this::check)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by another process");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        address() + TestDatabases.H2_SETTINGS)
                .redirectErrorStream(true)
                .start();
    }

    /** Another process that keeps the database open with a transaction under way. */
    static final class Holder {
        private Holder() {}

        static void main(String[] arguments) throws Exception {
            try (var connection = DriverManager.getConnection(arguments[0], "sa", "");
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("delete from person where username = 'user1'");
                System.out.println("open");
                System.in.read(); // until it is killed, or nobody is there to do so
            }
        }
    }

    private void assertDamaged(byte[] content) throws IOException {
        Files.write(file, content);

        assertThatThrownBy(this::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged");

        assertThat(file).hasBinaryContent(content);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        Files.delete(file);
    }

    private void check() {
        new H2File(new DatabaseConfig(address() + TestDatabases.H2_SETTINGS, "sa", null), file).check();
    }

    private String address() {
        return "jdbc:h2:file:" + folder.resolve("signalbox");
    }
}
