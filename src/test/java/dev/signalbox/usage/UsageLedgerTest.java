package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageLedgerTest {
    /** How long a settlement may take: longer than any machine needs. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final UsageConfig AT_ONCE = config(Duration.ZERO, PATIENCE);

    private final LedgerDatabase database = LedgerDatabase.inMemory();
    private UsageLedger ledger = open(database.dataSource(), AT_ONCE);

    static UsageConfig config(Duration startDelay, Duration settleTimeout) {
        return new UsageConfig(1024, 512, startDelay, settleTimeout, Duration.ofMinutes(2), Duration.ofDays(90));
    }

    static UsageLedger open(DataSource dataSource, UsageConfig config, UsageListener... listeners) {
        var ledger = new UsageLedger(dataSource, config, Clock.systemUTC(), List.of(listeners));
        ledger.open(null);
        return ledger;
    }

    @AfterEach
    void close() {
        ledger.close(null);
        database.execute("shutdown");
    }

    @Test
    void keepsEverythingOfASettledRequest() {
        ledger.settle(Requests.succeeded("r1"));

        assertThat(database.rows(
                        "select request_id, status, key_id, key_name, client_protocol, requested_model, stream,"
                                + " started_hour, route, provider, model, account_id from usage_request"))
                .containsExactly(
                        "r1,succeeded,%s,laptop,anthropic-messages,glm/glm-4.6,true,492322,glm/glm-4.6,glm,glm-4.6,%s"
                                .formatted(Requests.KEY, Requests.ACCOUNT));
        assertThat(database.rows("select first_event_millis, duration_millis, stop_reason, input_tokens, output_tokens,"
                        + " cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, reasoning_tokens, estimated,"
                        + " cost_nanos, price_output, losses, failure_kind from usage_request"))
                .containsExactly(
                        "120,900,stop,100,40,2000,30,5,12,false,123456,2200000000,top_k\nmetadata.user_id,null");
        assertThat(database.rows(
                        "select request_id, position, route, account_name, status, failure, duration_millis, failure_message"
                                + " from usage_attempt order by position"))
                .containsExactly("r1,0,kimi/k2,null,529,overloaded,80,busy", "r1,1,glm/glm-4.6,work,200,null,820,null");
    }

    @Test
    void turnsAStartedRowIntoASettledOne() throws Exception {
        ledger.started(Requests.started("r1"));
        awaitRow("started");

        ledger.settle(Requests.succeeded("r1"));

        assertThat(database.rows("select request_id, status from usage_request"))
                .containsExactly("r1,succeeded");
    }

    @Test
    void writesAShortRequestOnce() {
        ledger.close(null);
        ledger = open(database.dataSource(), config(Duration.ofHours(1), PATIENCE));
        ledger.started(Requests.started("r1"));

        ledger.settle(Requests.succeeded("r1"));

        assertThat(database.rows("select request_id, status from usage_request"))
                .containsExactly("r1,succeeded");
    }

    @Test
    void settlesManyAtOnceEachOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 2000)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        ledger.started(Requests.started("r" + i));
                        ledger.settle(Requests.succeeded("r" + i));
                    }))
                    .toList();
            for (var one : all) {
                one.get(3, TimeUnit.MINUTES);
            }
        }

        assertThat(database.rows(
                        "select count(*), count(distinct request_id), min(status), max(status) from usage_request"))
                .containsExactly("2000,2000,succeeded,succeeded");
        assertThat(database.rows("select count(*) from usage_attempt")).containsExactly("4000");
    }

    @Test
    void settlingTwiceKeepsOneRow() {
        ledger.settle(Requests.succeeded("r1"));
        ledger.settle(Requests.succeeded("r1"));

        assertThat(database.rows("select count(*) from usage_request")).containsExactly("1");
        assertThat(database.rows("select count(*) from usage_attempt")).containsExactly("2");
    }

    @Test
    void isDurableEvenForAnInterruptedCaller() {
        Thread.currentThread().interrupt();

        ledger.settle(Requests.succeeded("r1"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(database.rows("select request_id from usage_request")).containsExactly("r1");
    }

    @Test
    void survivesAShortOutage() {
        ledger.close(null);
        var failing = new FailingDataSource(database.dataSource());
        ledger = open(failing, AT_ONCE);
        failing.failNext(3);

        ledger.settle(Requests.succeeded("r1"));

        assertThat(failing.failures()).isEqualTo(3);
        assertThat(database.rows("select request_id, status from usage_request"))
                .containsExactly("r1,succeeded");
    }

    @Test
    void saysSoWhenTheOutageIsLong() {
        ledger.close(null);
        var failing = new FailingDataSource(database.dataSource());
        ledger = open(failing, config(Duration.ZERO, Duration.ofMillis(200)));
        failing.failNext(Integer.MAX_VALUE);

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> ledger.settle(Requests.succeeded("r1")))
                .satisfies(e -> assertThat(e.requestId()).isEqualTo("r1"));
        failing.failNext(0);
    }

    @Test
    void acceptsWhateverAClientCallsItsModel() {
        var odd = new StartedRequest(
                "r1",
                null,
                null,
                Requests.started("r1").clientProtocol(),
                "a\0b" + "x".repeat(5000),
                false,
                Requests.START);

        ledger.settle(Requests.succeeded(odd));

        assertThat(database.rows("select char_length(requested_model), key_id from usage_request"))
                .containsExactly("300,null");
    }

    @Test
    void tellsListenersAndOutlivesTheirFailures() throws Exception {
        ledger.close(null);
        var heard = new CompletableFuture<SettledRequest>();
        ledger = open(
                database.dataSource(),
                AT_ONCE,
                request -> {
                    throw new IllegalStateException("a listener's own trouble");
                },
                heard::complete);

        ledger.settle(Requests.succeeded("r1"));

        assertThat(heard.get(1, TimeUnit.MINUTES).requestId()).isEqualTo("r1");
    }

    @Test
    void removesRowsPastTheirRetention() throws Exception {
        ledger.settle(Requests.succeeded(Requests.started("old", Requests.START.minus(Duration.ofDays(200)))));
        var now = Clock.systemUTC().instant();
        ledger.settle(Requests.succeeded(Requests.started("new", now)));

        var more = new LedgerRetention(database.dataSource(), Duration.ofDays(90), Clock.systemUTC()).removeSome();

        assertThat(more).isFalse();
        assertThat(database.rows("select request_id from usage_request")).containsExactly("new");
        assertThat(database.rows("select distinct request_id from usage_attempt"))
                .containsExactly("new");
    }

    private void awaitRow(String status) {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (database.rows("select 1 from usage_request where status = '" + status + "'")
                .isEmpty()) {
            assertThat(System.nanoTime()).as("a row that is " + status).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
