package dev.signalbox.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Slows guessing down. Each attempt takes the next free moment for its username and address; the moments lie further apart with
 * every failure, up to a bound, so that nobody is locked out for good. What is known is bounded in number and time.
 */
final class LoginDelays {
    /** Between the first failure and the next attempt; doubles with every further one. */
    static final Duration FIRST = Duration.ofMillis(250);

    static final Duration LONGEST = Duration.ofSeconds(8);

    private static final int REMEMBERED = 10_000;
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final Clock clock;
    private final Cache<Key, Attempts> attempts = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    private record Key(String username, String address) {}

    private record Attempts(int count, Instant nextAt) {}

    LoginDelays(Clock clock) {
        this.clock = clock;
    }

    /** How long this attempt has to wait; longer than {@link #LONGEST} means that it was not counted and may not be made. */
    Duration take(String username, String address) {
        var now = clock.instant();
        var wait = new AtomicReference<>(Duration.ZERO);
        attempts.asMap().compute(key(username, address), (key, before) -> {
            var at = before == null || before.nextAt().isBefore(now) ? now : before.nextAt();
            wait.set(Duration.between(now, at));
            if (before != null && wait.get().compareTo(LONGEST) > 0) {
                return before;
            }
            int count = before == null ? 1 : before.count() + 1;
            return new Attempts(count, at.plus(delay(count)));
        });
        return wait.get();
    }

    /** Forgets the failures of who got in. */
    void succeeded(String username, String address) {
        attempts.invalidate(key(username, address));
    }

    private static Duration delay(int count) {
        int doublings = Math.min(count - 1, 5);
        return FIRST.multipliedBy(1L << doublings);
    }

    private static Key key(String username, String address) {
        return new Key(username.toLowerCase(Locale.ROOT), address);
    }
}
