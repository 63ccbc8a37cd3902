package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger carried from one database to the other, and back. */
class LedgerArchiveTest {
    private static final String REQUESTS =
            "select request_id, status, key_id, key_name, client_protocol, requested_model,"
                    + " stream, started_hour, route, provider, model, account_id, first_event_millis, duration_millis,"
                    + " stop_reason, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens,"
                    + " cache_write_1h_tokens, reasoning_tokens, estimated, cost_nanos, price_input, price_output,"
                    + " price_cache_read, price_cache_write_5m, price_cache_write_1h, losses, failure_kind, failure_status,"
                    + " failure_message, decisions from usage_request where status <> 'started' order by request_id";
    private static final String ATTEMPTS = "select * from usage_attempt order by request_id, position";

    @Test
    void carriesEveryColumnAndEachRequestOnce() throws Exception {
        var h2 = LedgerDatabase.inMemory();
        try (var server = TestPostgres.start()) {
            var postgres = LedgerDatabase.on(server).migrated();
            fill(h2);
            var rows = new LedgerArchive(h2.dataSource()).read();
            assertThat(rows.requests()).hasSize(2);
            var there = new LedgerArchive(postgres.dataSource());

            assertThat(there.missing(rows)).isEqualTo(2);
            there.write(rows);
            there.write(rows);

            assertThat(there.missing(rows)).isZero();
            assertThat(postgres.rows(REQUESTS)).hasSize(2).isEqualTo(h2.rows(REQUESTS));
            assertThat(postgres.rows(ATTEMPTS)).hasSize(2).isEqualTo(h2.rows(ATTEMPTS));
            var back = LedgerDatabase.inMemory();
            new LedgerArchive(back.dataSource()).write(there.read());
            assertThat(back.rows(REQUESTS)).isEqualTo(h2.rows(REQUESTS));
            assertThat(back.rows("select started_at from usage_request where status <> 'started' order by request_id"))
                    .isEqualTo(h2.rows(
                            "select started_at from usage_request where status <> 'started' order by request_id"));
        }
    }

    @Test
    void callsThingsAsTheyAreCalledThere() {
        var here = LedgerDatabase.inMemory();
        fill(here);
        var other = UUID.randomUUID().toString();
        var rows = new LedgerArchive(here.dataSource())
                .read()
                .renamed(id -> id.equals(Requests.ACCOUNT.toString()) ? other : id);
        var there = LedgerDatabase.inMemory();

        new LedgerArchive(there.dataSource()).write(rows);

        assertThat(there.rows("select account_id, key_id from usage_request where request_id = 'a'"))
                .containsExactly(other + "," + Requests.KEY);
        assertThat(there.rows("select account_id from usage_attempt order by position"))
                .containsExactly("null", other);
    }

    @Test
    void takesAttemptsThatAnEarlierVersionWrote() {
        var here = LedgerDatabase.inMemory();
        fill(here);
        var rows = new LedgerArchive(here.dataSource()).read();
        var earlier = rows.attempts().stream()
                .map(row -> row.subList(0, ArchivedColumn.FIRST_ATTEMPT))
                .toList();
        var there = LedgerDatabase.inMemory();

        new LedgerArchive(there.dataSource()).write(new LedgerArchive.Rows(rows.requests(), earlier).renamed(id -> id));

        assertThat(there.rows("select route, failure_message from usage_attempt order by position"))
                .containsExactly("kimi/k2,null", "glm/glm-4.6,null");
    }

    private static void fill(LedgerDatabase database) {
        try {
            var rows = new LedgerRows(database.dataSource(), UUID.randomUUID());
            for (var request : List.of(Requests.succeeded("a"), Requests.failed("b", Requests.START))) {
                rows.reconcile(new LedgerEntry.Settle(request, new java.util.concurrent.CompletableFuture<>()));
            }
            rows.reconcile(Requests.started("still running"));
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
