package dev.signalbox.routing;

import dev.signalbox.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts candidates in order: first by standing (whom a provider or a used-up window closes to us is not called at all), then by
 * rank, then the one where the conversation's prompt is cached, then by the strategy, at last by configuration. A pure function
 * of the situation: the simulator calls the same one.
 */
public final class Scheduler {
    /** In this last part of a window the reserve is spent too, for it would lapse. */
    private static final int LAST_PART = 10;

    /** How much of the best one's haste is enough to stay where the prompt is cached. */
    private static final double LOYALTY = 0.8;

    /** Multiples of it, without their whole part, fall evenly between 0 and 1 however many there are. */
    private static final double GOLDEN = 0.618_033_988_749_894_9;

    private Scheduler() {}

    /** A prospect with what sorting asks for. */
    private record Place(Prospect prospect, Plan.Decision decision, Outlook outlook, int index) {
        boolean warm(Situation situation) {
            return situation.warm() != null
                    && decision.standing() == Plan.Standing.READY
                    && situation.warm().at(prospect.candidate());
        }
    }

    /** The plan for a situation. */
    public static Plan plan(Situation situation) {
        var places = new ArrayList<Place>();
        var prospects = situation.prospects();
        var outlooks = Outlook.all(prospects, situation.now());
        for (int i = 0; i < prospects.size(); i++) {
            places.add(place(situation, prospects.get(i), outlooks.get(i), i));
        }
        if (places.size() > 1) {
            places.sort(order(situation, places));
        }
        return new Plan(situation.now(), places.stream().map(Place::decision).toList(), situation.warm());
    }

    private static Place place(Situation situation, Prospect prospect, Outlook outlook, int index) {
        return new Place(prospect, decide(situation, prospect, outlook), outlook, index);
    }

    private static Plan.Decision decide(Situation situation, Prospect prospect, Outlook outlook) {
        var candidate = prospect.candidate();
        var rest = prospect.rest();
        if (rest != null && rest.stated()) {
            return new Plan.Decision(candidate, Plan.Standing.BLOCKED, new Reason.Resting(rest), rest.until());
        }
        var usedUp = usedUp(prospect.windows(), situation.now());
        if (usedUp != null) {
            return new Plan.Decision(candidate, Plan.Standing.BLOCKED, new Reason.UsedUp(usedUp), usedUp.resetsAt());
        }
        if (candidate.account() != null && candidate.account().needsSignIn()) {
            return new Plan.Decision(candidate, Plan.Standing.DEMOTED, new Reason.SignInAgain(), null);
        }
        if (rest != null) {
            return new Plan.Decision(candidate, Plan.Standing.DEMOTED, new Reason.Resting(rest), null);
        }
        var reserved = reserved(situation, prospect.windows());
        if (reserved != null) {
            return new Plan.Decision(candidate, Plan.Standing.RESERVED, new Reason.Reserve(reserved), null);
        }
        return new Plan.Decision(candidate, Plan.Standing.READY, reason(situation, prospect, outlook), null);
    }

    /** Of the windows that are used up the one that resets last. */
    private static @Nullable QuotaWindow usedUp(List<QuotaWindow> windows, Instant now) {
        return windows.stream()
                .filter(window -> window.usedUp(now))
                .max(Comparator.comparing(window -> window.resetsAt() == null ? now : window.resetsAt()))
                .orElse(null);
    }

    private static @Nullable QuotaWindow reserved(Situation situation, List<QuotaWindow> windows) {
        if (situation.reserve() <= 0) {
            return null;
        }
        return windows.stream()
                .filter(window -> window.lapses()
                        && window.remainingShare().orElse(1) <= situation.reserve()
                        && !lastPart(window, situation.now()))
                .findFirst()
                .orElse(null);
    }

    private static boolean lastPart(QuotaWindow window, Instant now) {
        if (window.resetsAt() == null || window.length() == null) {
            return false;
        }
        var left = Duration.between(now, window.resetsAt());
        return left.compareTo(window.length().dividedBy(LAST_PART)) <= 0;
    }

    private static Reason reason(Situation situation, Prospect prospect, Outlook outlook) {
        var warm = situation.warm();
        if (warm != null && warm.at(prospect.candidate())) {
            return new Reason.Warm(warm.tokens());
        }
        return switch (prospect.strategy()) {
            case PRIORITY -> new Reason.Order(prospect.rank());
            case ROUND_ROBIN, WEIGHTED -> new Reason.Turn(prospect.strategy());
            case LEAST_USED -> new Reason.Used(prospect.recentTokens());
            case EARLIEST_EXPIRY -> new Reason.Lapse(outlook.lapsing());
        };
    }

    private static Comparator<Place> order(Situation situation, List<Place> places) {
        var turns = turns(situation, places);
        double best = best(places, turns);
        Comparator<Place> byStanding =
                Comparator.comparing(place -> place.decision().standing());
        return byStanding
                .thenComparingInt(place -> place.prospect().rank())
                .thenComparingInt(place -> place.warm(situation) && mayStay(place, turns, best) ? 0 : 1)
                .thenComparingDouble(place -> merit(place, turns))
                .thenComparingInt(Place::index);
    }

    private static double best(List<Place> places, Map<Integer, Integer> turns) {
        return places.stream()
                .filter(place -> place.decision().standing() == Plan.Standing.READY)
                .mapToDouble(place -> merit(place, turns))
                .min()
                .orElse(0);
    }

    /** Where quota is spent by its expiry a conversation leaves an account that would run out long before the others. */
    private static boolean mayStay(Place place, Map<Integer, Integer> turns, double best) {
        return place.prospect().strategy() != AccountStrategy.EARLIEST_EXPIRY || merit(place, turns) <= best * LOYALTY;
    }

    /** What the strategy of its rank goes by; the least comes first. */
    private static double merit(Place place, Map<Integer, Integer> turns) {
        return switch (place.prospect().strategy()) {
            case PRIORITY -> 0;
            case ROUND_ROBIN, WEIGHTED -> turns.getOrDefault(place.index(), 0);
            case LEAST_USED -> place.prospect().recentTokens();
            case EARLIEST_EXPIRY ->
                place.prospect().metered()
                        ? Double.POSITIVE_INFINITY
                        : -place.outlook().haste()
                                / (place.prospect().need() * place.prospect().need());
        };
    }

    /** Within each rank of those that are ready, whose turn it is comes first and the others follow in their order. */
    private static Map<Integer, Integer> turns(Situation situation, List<Place> places) {
        var groups = new HashMap<Integer, List<Place>>();
        for (var place : places) {
            var strategy = place.prospect().strategy();
            boolean turns = strategy == AccountStrategy.ROUND_ROBIN || strategy == AccountStrategy.WEIGHTED;
            if (turns && place.decision().standing() == Plan.Standing.READY) {
                groups.computeIfAbsent(place.prospect().rank(), rank -> new ArrayList<>())
                        .add(place);
            }
        }
        Map<Integer, Integer> after = new HashMap<>();
        for (var group : groups.values()) {
            boolean weighted = group.getFirst().prospect().strategy() == AccountStrategy.WEIGHTED;
            int first = weighted ? byWeight(group, situation.turn()) : Math.floorMod(situation.turn(), group.size());
            for (int i = 0; i < group.size(); i++) {
                after.put(group.get(i).index(), Math.floorMod(i - first, group.size()));
            }
        }
        return after;
    }

    private static int byWeight(List<Place> group, long turn) {
        long total =
                group.stream().mapToLong(place -> place.prospect().weight()).sum();
        double point = (turn * GOLDEN % 1) * total;
        int first = 0;
        while (first < group.size() - 1 && point >= group.get(first).prospect().weight()) {
            point -= group.get(first++).prospect().weight();
        }
        return first;
    }
}
