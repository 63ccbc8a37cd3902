package dev.signalbox.relay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.signalbox.Service;
import dev.signalbox.access.Caller;
import dev.signalbox.wire.ResponseState;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The responses that Responses clients may go on from or ask for again where their provider keeps none: in memory, each for
 * the key that asked only, the longest unused given up first. A restart forgets them, and the client is told so.
 */
@Service
public class StoredResponses {
    private final Cache<Key, Stored> stored;
    private final boolean enabled;

    private record Key(@Nullable UUID owner, String id) {
        static Key of(Caller caller, String id) {
            return new Key(caller.keyId(), id);
        }
    }

    /** One response with what was asked; earlier turns are found by {@code previous}. */
    private record Stored(
            byte[] response,
            byte[] input,
            byte[] output,
            @Nullable String previous) {
        int weight() {
            return response.length + input.length + output.length;
        }
    }

    @Inject
    StoredResponses(Config config, Clock clock) {
        this(
                config.getOptionalValue("signalbox.responses.max-bytes", Long.class)
                        .orElse(16L << 20),
                config.getOptionalValue("signalbox.responses.max-count", Integer.class)
                        .orElse(20_000),
                config.getOptionalValue("signalbox.responses.keep", Duration.class)
                        .orElse(Duration.ofHours(24)),
                clock);
    }

    StoredResponses(long maxBytes, int maxCount, Duration keep, Clock clock) {
        enabled = maxBytes > 0 && maxCount > 0;
        // a weight that none falls below bounds the number too
        int least = (int) Math.min(Integer.MAX_VALUE, maxBytes / Math.max(1, maxCount) + 1);
        Ticker ticker = () -> Duration.ofMillis(clock.millis()).toNanos();
        stored = Caffeine.newBuilder()
                .maximumWeight(Math.max(0, maxBytes))
                .weigher((Key key, Stored one) -> Math.max(least, one.weight()))
                .expireAfterAccess(keep)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Whether anything is kept at all. */
    boolean enabled() {
        return enabled;
    }

    /** Keeps a response; {@code input} are the items of its own turn, {@code previous} the response it goes on from. */
    void keep(Caller caller, byte[] response, byte[] input, @Nullable String previous) {
        ResponseState.id(response)
                .ifPresent(id -> stored.put(
                        Key.of(caller, id), new Stored(response, input, ResponseState.output(response), previous)));
    }

    /** The turns up to and including a response, input and output by turns; empty when one of them is not known here. */
    Optional<List<byte[]>> history(Caller caller, String id) {
        return turns(caller, id, true);
    }

    private Optional<List<byte[]>> turns(Caller caller, String id, boolean lastOutput) {
        var newestFirst = new ArrayList<byte[]>();
        for (@Nullable String at = id; at != null; ) {
            var one = stored.getIfPresent(Key.of(caller, at));
            if (one == null) {
                return Optional.empty();
            }
            if (lastOutput || !at.equals(id)) {
                newestFirst.add(one.output());
            }
            newestFirst.add(one.input());
            at = one.previous();
        }
        return Optional.of(newestFirst.reversed());
    }

    /** The response as it was answered. */
    public Optional<byte[]> find(Caller caller, String id) {
        return Optional.ofNullable(stored.getIfPresent(Key.of(caller, id))).map(Stored::response);
    }

    /** All that went into a response; empty when it, or a turn before it, is not known here. */
    public Optional<List<byte[]>> inputItems(Caller caller, String id) {
        return turns(caller, id, false);
    }

    /** Forgets a response; false when it is not known here. */
    public boolean delete(Caller caller, String id) {
        return stored.asMap().remove(Key.of(caller, id)) != null;
    }
}
