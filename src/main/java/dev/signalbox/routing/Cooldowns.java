package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who is resting, until when and why, per account and model. A time that the provider stated is kept exactly and the candidate
 * is not called before it. A time that is only our guess (an exponential one, capped, with jitter) moves the candidate behind
 * the others, but never closes the only road. After either, one request goes ahead as a probe before the others follow.
 */
@Service
public class Cooldowns {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofMinutes(2);
    private static final Duration LONG_GUESS = Duration.ofMinutes(10);
    private static final Duration STATED_CAP = Duration.ofDays(31);

    private final Clock clock;
    private final LongUnaryOperator jitter;
    private final ConcurrentHashMap<Key, Rest> rests = new ConcurrentHashMap<>();
    private final ProbeGate probes = new ProbeGate();
    private final Set<Key> changed = ConcurrentHashMap.newKeySet();

    /** What rests: an account, or a provider where there is none, for one model. */
    record Key(String holder, String model) {
        static Key of(Candidate candidate) {
            return new Key(candidate.holder(), candidate.profile().model());
        }
    }

    @Inject
    public Cooldowns(Clock clock) {
        this(clock, bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    /** With its own source of jitter: from a bound to a number below it. */
    public Cooldowns(Clock clock, LongUnaryOperator jitter) {
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Whether and why this candidate rests now. */
    public Optional<Rest> of(Candidate candidate) {
        if (rests.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return Optional.ofNullable(rests.get(Key.of(candidate)))
                .filter(rest -> rest.until().isAfter(now));
    }

    /** Whether this candidate failed the last time and nobody has found it well since, be its rest over or not. */
    public boolean onTrial(Candidate candidate) {
        return !rests.isEmpty() && rests.containsKey(Key.of(candidate));
    }

    /**
     * Lets a request through to a candidate; empty when it is on trial and another request is trying it. The pass is closed
     * when the outcome is known.
     *
     * @param patience how long to wait for the other's outcome; when it is over the request goes ahead
     */
    public Optional<Pass> enter(Candidate candidate, Duration patience) {
        if (!onTrial(candidate)) {
            return Optional.of(Pass.FREE);
        }
        return probes.enter(Key.of(candidate), patience, () -> !onTrial(candidate));
    }

    /** Takes note of a failure. A client's own fault and a client that left cool nobody. */
    public void failed(Candidate candidate, Failure failure) {
        switch (failure.kind()) {
            case CLIENT_FAULT, CANCELLED, INTERNAL -> {}
            case UNAUTHORIZED, FORBIDDEN, PAYMENT, MODEL_UNAVAILABLE, MISCONFIGURED ->
                rest(candidate, failure, LONG_GUESS);
            case RATE_LIMITED, QUOTA_EXHAUSTED, OVERLOADED, TIMEOUT, UNREACHABLE -> rest(candidate, failure, FIRST);
        }
    }

    private void rest(Candidate candidate, Failure failure, Duration base) {
        var now = clock.instant();
        var resting = Key.of(candidate);
        rests.compute(resting, (key, before) -> {
            boolean running = before != null && before.until().isAfter(now);
            int failures = before == null ? 1 : running ? before.failures() : before.failures() + 1;
            var next = failure.retryAfter() == null
                    ? new Rest(now.plus(guess(base, failures)), false, failure.kind(), failures)
                    : new Rest(now.plus(min(failure.retryAfter(), STATED_CAP)), true, failure.kind(), failures);
            changed.add(key);
            return running && before.until().isAfter(next.until()) ? before : next;
        });
    }

    /** Exponential in the number of windows that failed in a row, capped, with up to a fifth of jitter. */
    private Duration guess(Duration base, int failures) {
        long millis = base.toMillis() << Math.min(failures - 1, 20);
        long capped = Math.min(millis, Math.max(CAP.toMillis(), base.toMillis()));
        return Duration.ofMillis(capped + jitter.applyAsLong(capped / 5 + 1));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** A success ends a guessed rest; one that the provider stated runs on. */
    public void succeeded(Candidate candidate) {
        if (rests.isEmpty()) {
            return;
        }
        var key = Key.of(candidate);
        var before = rests.get(key);
        if (before != null && (!before.stated() || !before.until().isAfter(clock.instant()))) {
            forget(key, before);
        }
    }

    private boolean forget(Key key, Rest rest) {
        var forgotten = new AtomicBoolean();
        rests.computeIfPresent(key, (same, known) -> {
            if (!known.equals(rest)) {
                return known;
            }
            changed.add(same);
            forgotten.set(true);
            return null;
        });
        return forgotten.get();
    }

    /** Forgets every rest of an account or provider: its credential was changed, or an operator says so. */
    public void clear(String holder) {
        clear(holder, null);
    }

    /** Forgets the rests of an account or provider, of one model if it is named; how many there were. */
    public int clear(String holder, @Nullable String model) {
        return (int) rests.entrySet().stream()
                .filter(e -> e.getKey().holder().equals(holder)
                        && (model == null || e.getKey().model().equals(model)))
                .filter(e -> forget(e.getKey(), e.getValue()))
                .count();
    }

    /** Who rests or is on trial, the longest rest last. */
    public List<Cooling> all() {
        var now = clock.instant();
        return rests.entrySet().stream()
                .map(e -> new Cooling(e.getKey().holder(), e.getKey().model(), e.getValue(), phase(e, now)))
                .sorted((a, b) -> a.rest().until().compareTo(b.rest().until()))
                .toList();
    }

    private Cooling.Phase phase(Map.Entry<Key, Rest> entry, Instant now) {
        if (probes.busy(entry.getKey())) {
            return Cooling.Phase.PROBING;
        }
        return entry.getValue().until().isAfter(now) ? Cooling.Phase.RESTING : Cooling.Phase.ON_TRIAL;
    }

    /** What changed since the last call, for the database: the rest, or empty where it ended. */
    Map<Key, Optional<Rest>> takeChanges() {
        var taken = new HashMap<Key, Optional<Rest>>();
        for (var key : List.copyOf(changed)) {
            rests.compute(key, (same, rest) -> {
                changed.remove(same);
                taken.put(same, Optional.ofNullable(rest));
                return rest;
            });
        }
        return taken;
    }

    /** These could not be written and are due again. */
    void putBack(Set<Key> keys) {
        changed.addAll(keys);
    }

    /** Takes over what the database says, but for what changed here and is not written yet. */
    void adopt(Map<Key, Rest> stored) {
        rests.keySet()
                .forEach(key -> rests.computeIfPresent(
                        key, (same, known) -> stored.containsKey(same) || changed.contains(same) ? known : null));
        stored.forEach((key, rest) -> rests.compute(
                key,
                (same, known) -> changed.contains(same)
                                || (known != null && known.until().isAfter(rest.until()))
                        ? known
                        : rest));
    }

    /** Forgets those that nobody has asked for since long after their rest was over. */
    void forgetOlderThan(Instant limit) {
        rests.forEach((key, rest) -> {
            if (rest.until().isBefore(limit)) {
                forget(key, rest);
            }
        });
    }
}
