package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.Tier;
import dev.signalbox.quota.QuotaWindow;
import dev.signalbox.quota.Quotas;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the plan for a request from what is known in memory: rests, quota, turns, and where the conversation is at home. */
@Service
public class Planner {
    private final Cooldowns cooldowns;
    private final Quotas quotas;
    private final Sessions sessions;
    private final RoutingConfig config;
    private final ToIntFunction<Candidate> weights;
    private final Predicate<Candidate> metered;
    private final Clock clock;
    private final Needs needs = new Needs();
    private final RoundRobin turns = new RoundRobin();

    @Inject
    Planner(
            Cooldowns cooldowns,
            Quotas quotas,
            Sessions sessions,
            RoutingConfig config,
            RoutingSettings settings,
            Catalog catalog,
            Clock clock) {
        this(
                cooldowns,
                quotas,
                sessions,
                config,
                candidate -> settings.weight(candidate.holder()),
                candidate -> catalog.provider(candidate.provider())
                        .filter(provider -> provider.tier() == Tier.API)
                        .isPresent(),
                clock);
    }

    /** With weights of its own, and its own idea of who is paid by use. */
    public Planner(
            Cooldowns cooldowns,
            Quotas quotas,
            Sessions sessions,
            RoutingConfig config,
            ToIntFunction<Candidate> weights,
            Predicate<Candidate> metered,
            Clock clock) {
        this.cooldowns = cooldowns;
        this.quotas = quotas;
        this.sessions = sessions;
        this.config = config;
        this.weights = weights;
        this.metered = metered;
        this.clock = clock;
    }

    /**
     * Whom to ask, in which order, and why.
     *
     * @param session what tells the conversation from others; null when nothing does
     */
    public Plan plan(Route route, @Nullable String session) {
        var prospects = new ArrayList<Prospect>();
        boolean takesTurns = false;
        for (int rank = 0; rank < route.ranks().size(); rank++) {
            var equals = route.ranks().get(rank);
            takesTurns |= takesTurns(equals.strategy());
            for (var candidate : equals.candidates()) {
                prospects.add(prospect(candidate, rank, equals));
            }
        }
        return Scheduler.plan(new Situation(
                clock.instant(),
                config.reserve(),
                takesTurns ? turns.next(route.requested()) : 0,
                sessions.of(session).orElse(null),
                prospects));
    }

    private Prospect prospect(Candidate candidate, int rank, Rank equals) {
        var account = candidate.account();
        boolean byExpiry = equals.strategy() == AccountStrategy.EARLIEST_EXPIRY;
        return new Prospect(
                candidate,
                rank,
                equals.strategy(),
                cooldowns.of(candidate).orElse(null),
                account == null ? List.<QuotaWindow>of() : windows(account, candidate),
                weights.applyAsInt(candidate),
                account == null ? 0 : quotas.recentTokens(account.id()),
                byExpiry ? needs.among(candidate.holder(), equals.candidates().size()) : 1,
                byExpiry && metered.test(candidate));
    }

    private List<QuotaWindow> windows(HeldAccount account, Candidate candidate) {
        return quotas.of(account.id(), candidate.profile().model());
    }

    private static boolean takesTurns(AccountStrategy strategy) {
        return switch (strategy) {
            case ROUND_ROBIN, WEIGHTED -> true;
            case PRIORITY, LEAST_USED, EARLIEST_EXPIRY -> false;
        };
    }
}
