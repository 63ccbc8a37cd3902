package dev.signalbox.relay;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.routing.Candidate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one request's walk so far, and the time that is left. Whoever is not the last gets half of it at most, so that
 * one that hangs leaves time for those behind it.
 */
final class Walk {
    private final Budget.Limits limits;
    private final Clock clock;
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private int waiting;
    private @Nullable Instant end;

    /** {@code waiting} candidates may be asked. */
    Walk(Budget.Limits limits, int waiting, Clock clock) {
        this.limits = limits;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** So many more may be asked. */
    void expect(int more) {
        waiting += more;
    }

    /**
     * It is the next one's turn.
     *
     * @throws ChatException TIMEOUT when there is no time left
     */
    void turn() {
        if (end != null && !clock.instant().isBefore(end)) {
            throw late();
        }
        waiting--;
    }

    /** One call, within its share of the time. */
    <T> T within(Supplier<T> call) {
        var now = clock.instant();
        if (end == null) {
            end = now.plus(limits.whole());
        }
        var left = Duration.between(now, end);
        var share = waiting > 0 ? left.dividedBy(2) : left;
        if (share.compareTo(limits.call()) >= 0) {
            return call.get(); // which ends sooner by itself
        }
        if (!share.isPositive()) {
            throw late();
        }
        return Linger.within(share, call, cause -> new ChatException(tooSlow(share), cause));
    }

    private static Failure tooSlow(Duration share) {
        return Failure.of(
                Failure.Kind.TIMEOUT,
                504,
                "The provider did not begin to answer within " + seconds(share)
                        + " s, its share of the time that the request had.");
    }

    /** Was asked, and did not serve. */
    void failed(Candidate candidate, Failure failure) {
        failures.add(failure);
        asked.add(candidate.route() + " (" + failure.kind().name().toLowerCase(Locale.ROOT) + ")");
    }

    /** Was not asked, on purpose. */
    void passedBy(Failure why) {
        failures.add(why);
    }

    /** Why nobody answered. */
    ChatException end() {
        boolean over = end != null && !clock.instant().isBefore(end);
        return over && asked.size() > 1 ? late() : mostUseful().asException();
    }

    private ChatException late() {
        return Failure.of(
                        Failure.Kind.TIMEOUT,
                        504,
                        "Nobody began to answer within " + seconds(limits.whole()) + " s. Asked: "
                                + asked.stream().distinct().collect(Collectors.joining(", "))
                                + (waiting > 0 ? "; not asked any more: " + waiting : "") + ".")
                .asException();
    }

    private static long seconds(Duration duration) {
        return Math.max(1, Math.round(duration.toMillis() / 1000.0));
    }

    /** A limit with a time beats one without, the earliest time beats later ones; otherwise the last failure counts. */
    private Failure mostUseful() {
        Failure best = failures.getLast();
        for (var failure : failures) {
            if (failure.retryAfter() != null
                    && (best.retryAfter() == null || failure.retryAfter().compareTo(best.retryAfter()) < 0)) {
                best = failure;
            }
        }
        return best;
    }
}
