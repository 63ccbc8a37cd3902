package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who is resting, until when and why, per account and model. A time that the provider stated is kept exactly and the candidate
 * is not called before it. A time that is only our guess (an exponential one, capped, with jitter) moves the candidate behind
 * the others, but never closes the only road.
 */
@Service
public class Cooldowns {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofMinutes(2);
    private static final Duration LONG_GUESS = Duration.ofMinutes(10);
    private static final Duration STATED_CAP = Duration.ofDays(31);

    private final Clock clock;
    private final ConcurrentHashMap<Key, Rest> rests = new ConcurrentHashMap<>();

    private record Key(String holder, String model) {}

    /**
     * A rest.
     *
     * @param stated whether the provider named the time
     * @param failures how many times in a row it failed
     */
    public record Rest(Instant until, boolean stated, Failure.Kind why, int failures) {}

    @Inject
    public Cooldowns(Clock clock) {
        this.clock = clock;
    }

    /** Whether and why this candidate rests now. */
    public Optional<Rest> of(Candidate candidate) {
        var now = clock.instant();
        var rest = rests.get(key(candidate));
        return Optional.ofNullable(rest).filter(r -> r.until().isAfter(now));
    }

    /** Takes note of a failure. A client's own fault and a client that left cool nobody. */
    public void failed(Candidate candidate, Failure failure) {
        switch (failure.kind()) {
            case CLIENT_FAULT, CANCELLED, INTERNAL -> {}
            case UNAUTHORIZED, FORBIDDEN, PAYMENT, MODEL_UNAVAILABLE -> rest(candidate, failure, LONG_GUESS);
            case RATE_LIMITED, QUOTA_EXHAUSTED, OVERLOADED, TIMEOUT, UNREACHABLE -> rest(candidate, failure, FIRST);
        }
    }

    private void rest(Candidate candidate, Failure failure, Duration base) {
        var now = clock.instant();
        rests.compute(key(candidate), (key, before) -> {
            boolean running = before != null && before.until().isAfter(now);
            int failures = before == null ? 1 : running ? before.failures() : before.failures() + 1;
            var next = failure.retryAfter() == null
                    ? new Rest(now.plus(guess(base, failures)), false, failure.kind(), failures)
                    : new Rest(now.plus(min(failure.retryAfter(), STATED_CAP)), true, failure.kind(), failures);
            return running && before.until().isAfter(next.until()) ? before : next;
        });
    }

    /** Exponential in the number of windows that failed in a row, capped, with up to a fifth of jitter. */
    private static Duration guess(Duration base, int failures) {
        long millis = base.toMillis() << Math.min(failures - 1, 20);
        long capped = Math.min(millis, Math.max(CAP.toMillis(), base.toMillis()));
        return Duration.ofMillis(capped + ThreadLocalRandom.current().nextLong(capped / 5 + 1));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** A success ends a guessed rest; one that the provider stated runs on. */
    public void succeeded(Candidate candidate) {
        if (!rests.isEmpty()) {
            rests.computeIfPresent(
                    key(candidate),
                    (key, rest) -> rest.stated() && rest.until().isAfter(clock.instant()) ? rest : null);
        }
    }

    /** Forgets every rest of an account or provider: its credential was changed, or an operator says so. */
    public void clear(String holder) {
        rests.keySet().removeIf(key -> key.holder().equals(holder));
    }

    private static Key key(Candidate candidate) {
        return new Key(candidate.holder(), candidate.profile().model());
    }
}
