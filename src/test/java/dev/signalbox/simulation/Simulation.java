package dev.signalbox.simulation;

import dev.signalbox.catalog.AuthScheme;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.quota.Quotas;
import dev.signalbox.quota.Spent;
import dev.signalbox.routing.AccountStrategy;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.routing.Planner;
import dev.signalbox.routing.Rank;
import dev.signalbox.routing.Route;
import dev.signalbox.routing.RoutingConfig;
import dev.signalbox.routing.Sessions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Sends a trace through the scheduler to vendors that count and fail, and adds up what became of it. */
final class Simulation {
    private final Instant start;
    private final List<Vendor> vendors;
    private final AccountStrategy strategy;
    private final double failing;
    private final Random faults;
    private final SimulatedClock clock;
    private final Cooldowns cooldowns;
    private final Quotas quotas;
    private final Sessions sessions;
    private final Planner planner;
    private final Map<Vendor, Vendor.Books> books = new HashMap<>();
    private final Map<String, Vendor> homes = new HashMap<>();
    private final Tally tally = new Tally();

    /** What became of the requests. */
    static final class Tally {
        long requests;
        /** Tokens that allowances paid for. */
        long expiring;
        /** Requests that were answered by somebody who is paid by use. */
        long paid;
        /** Of these, the ones that somebody with something left would have answered. */
        long needless;

        long failed;
        /** Of these, the ones while somebody had something left. */
        long failedNeedlessly;
        /** Calls that were refused for want of quota. */
        long refusals;
        /** Requests of a conversation that were answered elsewhere than the one before. */
        long moves;
    }

    Simulation(Instant start, List<Vendor> vendors, AccountStrategy strategy, double failing, long seed) {
        this.start = start;
        this.vendors = List.copyOf(vendors);
        this.strategy = strategy;
        this.failing = failing;
        this.faults = new Random(seed);
        this.clock = new SimulatedClock(start);
        var jitter = new Random(seed);
        this.cooldowns = new Cooldowns(clock, bound -> Math.floorMod(jitter.nextLong(), bound));
        this.quotas = new Quotas(clock);
        var config = new RoutingConfig(Duration.ofMinutes(5), 0);
        this.sessions = new Sessions(config, clock);
        this.planner = new Planner(cooldowns, quotas, sessions, config, candidate -> 1, candidate -> false, clock);
        vendors.forEach(vendor -> books.put(vendor, new Vendor.Books()));
        // what a vendor's usage endpoint tells before the first request
        vendors.stream().filter(Vendor::tells).forEach(this::tell);
    }

    Tally run(List<Asked> trace) {
        trace.forEach(this::ask);
        return tally;
    }

    private void ask(Asked asked) {
        clock.set(asked.at());
        tally.requests++;
        var healthy = new ArrayList<Vendor>();
        var broken = new ArrayList<Vendor>();
        vendors.stream()
                .filter(vendor -> vendor.models().contains(asked.model()))
                .forEach(vendor -> (faults.nextDouble() < failing ? broken : healthy).add(vendor));
        boolean left = healthy.stream().anyMatch(vendor -> vendor.expires() && open(vendor));
        for (var decision : planner.plan(route(asked.model()), asked.session()).order()) {
            var vendor = vendor(decision.candidate());
            var pass = cooldowns.enter(decision.candidate(), Duration.ZERO).orElseThrow();
            boolean answers = answers(vendor, decision.candidate(), asked, broken.contains(vendor));
            pass.close();
            if (answers) {
                answered(vendor, decision.candidate(), asked, left);
                return;
            }
        }
        tally.failed++;
        if (healthy.stream().anyMatch(this::open)) {
            tally.failedNeedlessly++;
        }
    }

    private boolean open(Vendor vendor) {
        return books.get(vendor).closedUntil(vendor, start, clock.instant()).isEmpty();
    }

    private boolean answers(Vendor vendor, Candidate candidate, Asked asked, boolean broken) {
        if (broken) {
            cooldowns.failed(candidate, Failure.of(Failure.Kind.OVERLOADED, 503, "busy"));
            return false;
        }
        var closed = books.get(vendor).closedUntil(vendor, start, clock.instant());
        if (closed.isPresent()) {
            var failure = Failure.of(Failure.Kind.QUOTA_EXHAUSTED, 429, "used up")
                    .withRetryAfter(Duration.between(clock.instant(), closed.get()));
            cooldowns.failed(candidate, failure);
            quotas.refused(vendor.account().id(), asked.model(), failure);
            tally.refusals++;
            return false;
        }
        return true;
    }

    private void answered(Vendor vendor, Candidate candidate, Asked asked, boolean left) {
        cooldowns.succeeded(candidate);
        long used = books.get(vendor).serve(vendor, start, clock.instant(), asked.tokens());
        if (vendor.expires()) {
            tally.expiring += used;
        } else {
            tally.paid++;
            tally.needless += left ? 1 : 0;
        }
        if (vendor.tells()) {
            tell(vendor);
        }
        quotas.spent(vendor.account().id(), asked.model(), new Spent(asked.tokens(), 0));
        sessions.answered(asked.session(), candidate, asked.tokens());
        var home = homes.put(asked.session(), vendor);
        tally.moves += home != null && !home.equals(vendor) ? 1 : 0;
    }

    private void tell(Vendor vendor) {
        var windows = books.get(vendor).told(vendor, start, clock.instant());
        if (!windows.isEmpty()) {
            quotas.told(vendor.account().id(), windows);
        }
    }

    private Route route(String model) {
        var ranks = new TreeMap<Integer, List<Candidate>>();
        for (var vendor : vendors) {
            if (vendor.models().contains(model)) {
                ranks.computeIfAbsent(vendor.rank(), rank -> new ArrayList<>()).add(candidate(vendor, model));
            }
        }
        return new Route(
                model,
                ranks.values().stream()
                        .map(equals -> new Rank(equals, strategy))
                        .toList());
    }

    private static Candidate candidate(Vendor vendor, String model) {
        return new Candidate(
                vendor.name(),
                vendor.name(),
                Protocol.OPENAI_CHAT,
                URI.create("https://" + vendor.name() + ".invalid/v1"),
                AuthScheme.BEARER,
                Map.of(),
                Set.of(),
                ModelProfile.unknown(model),
                vendor.account());
    }

    private Vendor vendor(Candidate candidate) {
        return vendors.stream()
                .filter(vendor -> vendor.name().equals(candidate.provider()))
                .findFirst()
                .orElseThrow();
    }
}
