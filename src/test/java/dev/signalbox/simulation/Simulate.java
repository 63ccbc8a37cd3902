package dev.signalbox.simulation;

import dev.signalbox.routing.AccountStrategy;
import java.util.Locale;

/** Prints how the strategies fare: {@code ./signalbox bench --simulate}. */
public final class Simulate {
    private static final double FAILING = 0.01;
    private static final int[] CONVERSATIONS = {40, 80, 120, 200};

    private Simulate() {}

    /** Takes no arguments. */
    @SuppressWarnings("SystemOut") // a program for the terminal
    public static void main(String[] arguments) {
        System.out.println(
                "Expiring quota used, of what the best plan could use that knows the future; one call in a hundred"
                        + " fails.");
        for (int conversations : CONVERSATIONS) {
            report(Worlds.day(conversations, conversations), conversations);
        }
        for (int conversations : CONVERSATIONS) {
            report(Worlds.week(conversations, conversations), conversations);
        }
    }

    @SuppressWarnings("SystemOut") // a program for the terminal
    private static void report(Worlds world, int conversations) {
        long best = BestPlan.tokens(Worlds.START, world.vendors(), world.trace());
        long asked = world.trace().stream().mapToLong(Asked::tokens).sum();
        System.out.printf(
                Locale.ROOT,
                "%n%s, %d conversations a day, %d requests, %.1f M tokens, best plan %.1f M%n",
                world.name(),
                conversations,
                world.trace().size(),
                asked / 1e6,
                best / 1e6);
        System.out.printf(
                "%-16s %8s %8s %9s %8s %9s %6s%n",
                "strategy", "used", "paid", "needless", "refused", "failed", "moves");
        for (var strategy : AccountStrategy.values()) {
            var tally =
                    new Simulation(Worlds.START, world.vendors(), strategy, FAILING, conversations).run(world.trace());
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %7.2f%% %8d %9d %8d %4d (%d) %6d%n",
                    strategy.id(),
                    100.0 * tally.expiring / best,
                    tally.paid,
                    tally.needless,
                    tally.refusals,
                    tally.failed,
                    tally.failedNeedlessly,
                    tally.moves);
        }
    }
}
