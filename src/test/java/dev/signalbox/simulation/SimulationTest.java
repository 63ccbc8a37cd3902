package dev.signalbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.AccountStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final double FAILING = 0.01;

    private static Simulation.Tally run(Worlds world, AccountStrategy strategy, long seed) {
        return new Simulation(Worlds.START, world.vendors(), strategy, FAILING, seed).run(world.trace());
    }

    private static double share(Worlds world, Simulation.Tally tally) {
        return (double) tally.expiring / BestPlan.tokens(Worlds.START, world.vendors(), world.trace());
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "2, 90", "3, 120", "4, 120", "5, 150", "6, 200", "7, 200"})
    void spendsOfADayWhatTheBestPlanCouldSpend(long seed, int conversations) {
        var world = Worlds.day(seed, conversations);
        var tally = run(world, AccountStrategy.EARLIEST_EXPIRY, seed);

        assertThat(share(world, tally)).isGreaterThanOrEqualTo(0.95);
        assertThat(tally.failedNeedlessly).isZero();
        assertThat(tally.needless)
                .as("paid for while something was left: only where it had failed a moment ago")
                .isLessThanOrEqualTo(tally.requests / 1000);
    }

    @ParameterizedTest
    @CsvSource({"1, 80", "2, 120", "3, 200"})
    void spendsOfAWeekWhatTheBestPlanCouldSpend(long seed, int conversations) {
        var world = Worlds.week(seed, conversations);
        var tally = run(world, AccountStrategy.EARLIEST_EXPIRY, seed);

        assertThat(share(world, tally)).isGreaterThanOrEqualTo(0.95);
        assertThat(tally.failedNeedlessly).isZero();
        assertThat(tally.needless).isLessThanOrEqualTo(tally.requests / 1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 90, 120, 140, 160, 180, 200, 230, 260, 320, 400})
    void isNearTheBestPlanOnEachOfManyDays(int conversations) {
        for (int seed = 1; seed <= 30; seed++) {
            var world = Worlds.day(seed, conversations);
            var tally = run(world, AccountStrategy.EARLIEST_EXPIRY, seed);
            assertThat(share(world, tally)).as("the day of seed %d", seed).isGreaterThanOrEqualTo(0.95);
            assertThat(tally.failedNeedlessly).as("seed %d", seed).isZero();
        }
    }

    @Test
    void noStrategyFailsARequestWhileSomebodyHasQuota() {
        var world = Worlds.day(11, 200);
        for (var strategy : AccountStrategy.values()) {
            assertThat(run(world, strategy, 11).failedNeedlessly)
                    .as(strategy.id())
                    .isZero();
        }
    }

    @Test
    void spendsMoreThanByPriorityWhereItIsTight() {
        var world = Worlds.day(5, 150);
        assertThat(run(world, AccountStrategy.EARLIEST_EXPIRY, 5).expiring)
                .isGreaterThan(run(world, AccountStrategy.PRIORITY, 5).expiring);
    }

    @Test
    void theSameSeedMakesTheSameDay() {
        var first = run(Worlds.day(3, 120), AccountStrategy.EARLIEST_EXPIRY, 3);
        var second = run(Worlds.day(3, 120), AccountStrategy.EARLIEST_EXPIRY, 3);
        assertThat(second).usingRecursiveComparison().isEqualTo(first);
    }

    private static Asked asked(int hour, String model, long tokens) {
        return new Asked(Worlds.START.plus(Duration.ofHours(hour)), "s", model, tokens);
    }

    private static Vendor vendor(String name, Set<String> models, Allowance... allowances) {
        return Vendor.of(name, 0, models, true, allowances);
    }

    @Test
    void theBestPlanIsTheOptimum() {
        var daily = new Allowance("1d", 100, Duration.ofDays(1), Duration.ofDays(1));
        var half = new Allowance("12h", 60, Duration.ofHours(12), Duration.ofHours(12));
        var nested = vendor("nested", Set.of("x", "y"), half, daily);
        var narrow = vendor("narrow", Set.of("x"), daily);

        // the morning's window lets 60 through, the day's another 40 in the afternoon
        assertThat(best(List.of(nested), asked(1, "x", 90), asked(13, "x", 90))).isEqualTo(100);
        // x goes to whoever serves nothing else
        assertThat(best(List.of(nested, narrow), asked(1, "x", 100), asked(1, "y", 60)))
                .isEqualTo(160);
        // nobody serves z, and no more can be used than is asked for
        assertThat(best(List.of(nested, narrow), asked(1, "z", 500), asked(1, "y", 10)))
                .isEqualTo(10);
    }

    private static long best(List<Vendor> vendors, Asked... trace) {
        return BestPlan.tokens(Worlds.START, vendors, List.of(trace));
    }

    @Test
    void aVendorCountsByItsOwnWindows() {
        var vendor = vendor("v", Set.of("x"), new Allowance("5h", 100, Duration.ofHours(5), Duration.ofHours(2)));
        var books = new Vendor.Books();
        var at = Worlds.START.plus(Duration.ofHours(1));

        assertThat(books.serve(vendor, Worlds.START, at, 130))
                .as("30 are a present")
                .isEqualTo(100);
        assertThat(books.closedUntil(vendor, Worlds.START, at)).hasValue(Instant.parse("2026-03-02T02:00:00Z"));
        assertThat(books.closedUntil(vendor, Worlds.START, at.plus(Duration.ofHours(1))))
                .isEmpty();
        assertThat(books.told(vendor, Worlds.START, at.plus(Duration.ofHours(1))))
                .singleElement()
                .satisfies(window -> {
                    assertThat(window.used()).isZero();
                    assertThat(window.resetsAt()).isEqualTo(Instant.parse("2026-03-02T07:00:00Z"));
                });
    }
}
