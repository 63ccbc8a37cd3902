package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.TokenUsage;
import dev.signalbox.database.OnEachDatabase;
import dev.signalbox.database.TestEntities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class UsageQueriesTest implements OnEachDatabase {
    @Override
    public void holds(TestEntities entities) {
        var ledger = UsageLedgerTest.open(
                entities.dataSource(), UsageLedgerTest.config(Duration.ZERO, UsageLedgerTest.PATIENCE));
        for (int i = 0; i < 5; i++) {
            ledger.settle(
                    Requests.succeeded(Requests.started("r" + i, Requests.START.plus(Duration.ofHours(i * 10L)))));
        }
        ledger.settle(Requests.failed("bad", Requests.START.plus(Duration.ofDays(30))));
        ledger.settle(Requests.unpriced("own", Requests.START.plus(Duration.ofDays(60)), UsageStatus.SUCCEEDED));
        ledger.settle(Requests.unpriced("cut", Requests.START.plus(Duration.ofDays(61)), UsageStatus.FAILED));
        ledger.settle(Requests.failed("never", Requests.START.plus(Duration.ofDays(61))));
        ledger.close(null);
        var queries = new UsageQueries(entities.em());

        findsOne(queries);
        pages(queries);
        rollsUp(queries);
    }

    private static void findsOne(UsageQueries queries) {
        var found = queries.find("r0").orElseThrow();

        assertThat(found.status()).isEqualTo(UsageStatus.SUCCEEDED);
        assertThat(found.startedAt()).isEqualTo(Requests.START);
        assertThat(found.keyId()).isEqualTo(Requests.KEY);
        assertThat(found.usage()).isEqualTo(new TokenUsage(100, 40, 2000, 30, 5, 12));
        assertThat(found.loss()).containsExactly("top_k", "metadata.user_id");
        assertThat(found.attempts())
                .containsExactly(
                        new LoggedAttempt("kimi/k2", null, null, 529, "overloaded", "busy", 80),
                        new LoggedAttempt("glm/glm-4.6", Requests.ACCOUNT, "work", 200, null, null, 820));
        assertThat(queries.find("nobody")).isEmpty();
    }

    private static void pages(UsageQueries queries) {
        var first = queries.page(UsageFilter.ALL, null, 3);
        var second = queries.page(UsageFilter.ALL, first.next(), 3);
        var third = queries.page(UsageFilter.ALL, second.next(), 3);

        assertThat(List.of(first, second, third))
                .extracting(page ->
                        page.items().stream().map(LoggedRequest::requestId).toList())
                .containsExactly(List.of("never", "cut", "own"), List.of("bad", "r4", "r3"), List.of("r2", "r1", "r0"));
        assertThat(third.next()).isNull();
        var glm = new UsageFilter(UsageStatus.SUCCEEDED, "glm", "glm/glm-4.6", Requests.ACCOUNT, Requests.KEY);
        assertThat(queries.page(glm, null, 50).items()).hasSize(5);
        var failed = new UsageFilter(UsageStatus.FAILED, null, null, null, null);
        assertThat(queries.page(failed, null, 50).items())
                .hasSize(3)
                .last()
                .satisfies(bad -> assertThat(bad.failureKind()).isEqualTo("overloaded"));
    }

    private static long requests(UsageQueries queries, Instant from, Instant to) {
        return queries.history(from, to, UsageGroup.MODEL, UsageBucket.HOUR)
                .total()
                .requests();
    }

    private static void rollsUp(UsageQueries queries) {
        var from = Instant.parse("2026-03-01T00:00:00Z");
        var to = Instant.parse("2026-03-03T00:00:00Z");
        for (var group : UsageGroup.values()) {
            var history = queries.history(from, to, group, UsageBucket.DAY);

            assertThat(history.total().requests()).isEqualTo(4);
            assertThat(history.total().failed()).isZero();
            assertThat(history.total().usage().cacheRead()).isEqualTo(8000);
            assertThat(history.total().costNanos()).isEqualTo(4 * 123_456);
            assertThat(history.groups()).hasSize(1);
            assertThat(history.series())
                    .extracting(UsageHistory.Point::start)
                    .containsExactly(from, Instant.parse("2026-03-02T00:00:00Z"));
        }
        assertThat(requests(queries, Requests.START, Requests.START.plusSeconds(1)))
                .isEqualTo(1);
        assertThat(requests(queries, from, Requests.START)).isZero();
        assertThat(requests(queries, Requests.START.plusSeconds(1), Requests.START.plus(Duration.ofHours(10))))
                .isZero();
        var keys = queries.history(from, to, UsageGroup.KEY, UsageBucket.HOUR);
        assertThat(keys.series()).hasSize(4);
        assertThat(keys.groups().getFirst().name()).isEqualTo("laptop");
        assertThat(queries.history(to.plusSeconds(86_400), to.plusSeconds(90_000), UsageGroup.MODEL, UsageBucket.DAY)
                        .total())
                .isEqualTo(UsageTotals.NONE);
        var april = queries.history(
                Instant.parse("2026-03-20T00:00:00Z"),
                Instant.parse("2026-04-20T00:00:00Z"),
                UsageGroup.ACCOUNT,
                UsageBucket.DAY);
        var may = queries.history(
                Instant.parse("2026-04-25T00:00:00Z"),
                Instant.parse("2026-05-05T00:00:00Z"),
                UsageGroup.MODEL,
                UsageBucket.DAY);
        assertThat(may.total()).isEqualTo(new UsageTotals(3, 2, 1, 2, new TokenSums(21, 6, 0, 0, 0, 0), 0));
        assertThat(queries.find("own").orElseThrow().priced()).isFalse();
        assertThat(queries.find("r0").orElseThrow().priced()).isTrue();
        assertThat(april.total()).isEqualTo(new UsageTotals(1, 1, 1, 0, new TokenSums(7, 0, 0, 0, 0, 0), 0));
        assertThat(april.groups().getFirst().group()).isNull();
    }
}
