package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsageLedgerPostgresTest {
    private static EmbeddedPostgres server;
    private static LedgerDatabase database;

    @BeforeAll
    static void start() throws Exception {
        server = TestPostgres.start();
        database = LedgerDatabase.on(server).migrated();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void leavesTheRunningRequestsOfOtherGatewaysAloneUntilTheirLeaseEnds() throws Exception {
        var config = UsageLedgerTest.config(Duration.ZERO, UsageLedgerTest.PATIENCE);
        var first = UsageLedgerTest.open(database.dataSource(), config);
        first.settle(Requests.succeeded("done\0"));
        first.started(Requests.started("running"));
        first.settle(Requests.succeeded("later")); // the writer takes entries in order

        var second = UsageLedgerTest.open(database.dataSource(), config);
        assertThat(statuses()).containsExactly("done,succeeded", "later,succeeded", "running,started");

        var muchLater = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
        var third = new UsageLedger(database.dataSource(), config, muchLater, List.of());
        third.open(null);
        assertThat(statuses()).containsExactly("done,succeeded", "later,succeeded", "running,interrupted");

        first.settle(Requests.succeeded("running"));
        assertThat(statuses()).containsExactly("done,succeeded", "later,succeeded", "running,succeeded");
        List.of(first, second, third).forEach(ledger -> ledger.close(null));
        assertThat(database.rows("select count(*) from usage_node")).containsExactly("0");
    }

    private static List<String> statuses() {
        return database.rows("select request_id, status from usage_request order by request_id");
    }
}
