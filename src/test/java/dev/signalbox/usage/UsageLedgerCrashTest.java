package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageLedgerCrashTest {
    private static final int SETTLED_BEFORE_CRASH = 2000;

    /** Another JVM under load on the embedded database; it says which requests it settled, then dies without warning. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            var database = LedgerDatabase.inFile(Path.of(args[0])).migrated();
            var config = UsageLedgerTest.config(Duration.ZERO, UsageLedgerTest.PATIENCE);
            var ledger = new UsageLedger(database.dataSource(), config, Clock.systemUTC(), List.of());
            ledger.open(null);
            for (int worker = 0; worker < 8; worker++) {
                var name = "w" + worker + "-";
                Thread.startVirtualThread(() -> {
                    for (int i = 0; true; i++) {
                        ledger.started(Requests.started(name + i));
                        ledger.settle(Requests.succeeded(name + i));
                        System.out.println(name + i);
                    }
                });
            }
            Thread.sleep(Duration.ofMinutes(10)); // killed long before, on whatever machine
        }
    }

    @Test
    void whatWasSettledBeforeAKillIsThereAfterTheRestart(@TempDir Path folder) throws Exception {
        var settled = killedUnderLoad(folder);

        var database = LedgerDatabase.inFile(folder);
        var ledger = UsageLedgerTest.open(
                database.dataSource(), UsageLedgerTest.config(Duration.ZERO, UsageLedgerTest.PATIENCE));
        try {
            var rows = database.rows("select request_id from usage_request where status = 'succeeded'");
            assertThat(new HashSet<>(rows)).hasSameSizeAs(rows).containsAll(settled);
            assertThat(database.rows("select 1 from usage_request where status = 'started'"))
                    .isEmpty();
        } finally {
            ledger.close(null);
            database.execute("shutdown");
        }
    }

    private static List<String> killedUnderLoad(Path folder) throws IOException, InterruptedException {
        var victim = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var settled = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                settled.add(line);
                if (settled.size() == SETTLED_BEFORE_CRASH) {
                    victim.toHandle().destroyForcibly(); // SIGKILL; the output stays readable
                }
            }
        }
        victim.waitFor();
        assertThat(settled).as("settled before the kill").hasSizeGreaterThanOrEqualTo(SETTLED_BEFORE_CRASH);
        // the last line may be cut in the middle by the kill
        return settled.subList(0, settled.size() - 1);
    }
}
