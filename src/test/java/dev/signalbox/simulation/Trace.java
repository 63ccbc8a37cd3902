package dev.signalbox.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Days of use as developers make them: conversations by day, hardly any by night, prompts that grow with each turn. */
final class Trace {
    /** How many conversations begin in each hour of the day, relative to the others. */
    private static final int[] BY_HOUR = {1, 1, 0, 0, 0, 1, 2, 4, 7, 10, 11, 10, 6, 8, 11, 11, 10, 8, 5, 4, 5, 5, 4, 2};

    private Trace() {}

    /** The same seed makes the same trace; {@code large} is the share of conversations that need the large model. */
    static List<Asked> days(long seed, Instant start, int days, int conversationsADay, double large) {
        var random = new Random(seed);
        var all = new ArrayList<Asked>();
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < conversationsADay; i++) {
                var begin = start.plus(Duration.ofDays(day))
                        .plus(Duration.ofHours(hour(random)))
                        .plusSeconds(random.nextInt(3600));
                var model = random.nextDouble() < large ? "large" : "small";
                converse(random, all, begin, "s" + day + "-" + i, model);
            }
        }
        var end = start.plus(Duration.ofDays(days));
        all.removeIf(one -> !one.at().isBefore(end));
        all.sort(Comparator.comparing(Asked::at).thenComparing(Asked::session));
        return all;
    }

    private static int hour(Random random) {
        int total = 0;
        for (int weight : BY_HOUR) {
            total += weight;
        }
        int point = random.nextInt(total);
        int hour = 0;
        while (point >= BY_HOUR[hour]) {
            point -= BY_HOUR[hour++];
        }
        return hour;
    }

    private static void converse(Random random, List<Asked> all, Instant begin, String session, String model) {
        int turns = 1 + random.nextInt(14);
        long tokens = 4_000L + random.nextInt(12_000);
        var at = begin;
        for (int turn = 0; turn < turns; turn++) {
            all.add(new Asked(at, session, model, tokens));
            tokens = Math.min(120_000, tokens + 500 + random.nextInt(6_000));
            at = at.plusSeconds(5 + random.nextInt(random.nextInt(10) == 0 ? 1_200 : 90));
        }
    }
}
