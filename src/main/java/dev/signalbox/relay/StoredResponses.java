package dev.signalbox.relay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.signalbox.Service;
import dev.signalbox.access.Caller;
import dev.signalbox.wire.ItemReferences;
import dev.signalbox.wire.ResponseState;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The responses that Responses clients may go on from or ask for again where their provider keeps none: in memory, each for
 * the key that asked only, the longest unused given up first. A restart forgets them, and the client is told so.
 */
@Service
public class StoredResponses {
    private final Cache<Key, Stored> stored;
    /** Which response an item was said in. */
    private final Map<Key, String> itemHolders = new ConcurrentHashMap<>();

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
            @Nullable String previous,
            Set<String> items) {
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
                .removalListener((@Nullable Key key, @Nullable Stored one, RemovalCause why) -> forgetItems(key, one))
                .executor(Runnable::run)
                .build();
    }

    /** Whether anything is kept at all. */
    boolean enabled() {
        return enabled;
    }

    /** Keeps a response; {@code input} are the items of its own turn, {@code previous} the response it goes on from. */
    void keep(Caller caller, byte[] response, byte[] input, @Nullable String previous) {
        ResponseState.id(response).ifPresent(id -> {
            var output = ResponseState.output(response);
            var items = ItemReferences.ids(output);
            stored.put(Key.of(caller, id), new Stored(response, input, output, previous, items));
            items.forEach(item -> itemHolders.put(Key.of(caller, item), id));
        });
    }

    private void forgetItems(@Nullable Key key, @Nullable Stored one) {
        if (key != null && one != null) {
            one.items().forEach(item -> itemHolders.remove(new Key(key.owner(), item), key.id()));
        }
    }

    /** An item that was said in a response that is kept. */
    Optional<byte[]> item(Caller caller, String id) {
        return Optional.ofNullable(itemHolders.get(Key.of(caller, id)))
                .map(holder -> stored.getIfPresent(Key.of(caller, holder)))
                .flatMap(one -> ItemReferences.find(one.output(), id));
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
