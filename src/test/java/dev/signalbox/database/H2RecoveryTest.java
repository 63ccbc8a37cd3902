package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed and forced survives processes that die without closing the database, again and again. */
class H2RecoveryTest {
    private static final int DEATHS = 6;
    private static final int ROWS = 20;

    @TempDir
    Path folder;

    @Test
    void losesNothingThatWasForcedBeforeTheProcessDied() throws Exception {
        for (int i = 0; i < DEATHS; i++) {
            assertThat(writer().start().waitFor()).isEqualTo(Writer.DIED);
        }

        assertThat(rows()).isEqualTo(DEATHS * ROWS);
    }

    private ProcessBuilder writer() {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        url())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private long rows() throws SQLException {
        try (var connection = DriverManager.getConnection(url(), "sa", "");
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from note")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** Freed space is used again at once, which is when a recovery can miss the newest state. */
    private String url() {
        return "jdbc:h2:file:" + folder.resolve("db") + TestDatabases.H2_SETTINGS + ";RETENTION_TIME=0";
    }

    /** Writes rows, forces each, and dies. */
    static final class Writer {
        static final int DIED = 9;

        private Writer() {}

        static void main(String[] arguments) throws Exception {
            try (var connection = DriverManager.getConnection(arguments[0], "sa", "");
                    var statement = connection.createStatement()) {
                statement.execute("create table if not exists note"
                        + " (id bigint generated always as identity primary key, text varchar)");
                Thread.sleep(300); // lets the background writer free what the last process left
                for (int i = 0; i < ROWS; i++) {
                    statement.execute("insert into note (text) values ('x')");
                    statement.execute("checkpoint");
                }
                Runtime.getRuntime().halt(DIED);
            }
        }
    }
}
