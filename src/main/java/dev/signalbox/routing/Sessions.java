package dev.signalbox.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where conversations were answered last, for as long as a provider keeps their prompts cached. */
@Service
public class Sessions {
    private static final int MOST = 100_000;

    private final Clock clock;
    private final RoutingConfig config;
    private final Cache<String, Place> places =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Place(Warmth warmth, Instant at) {}

    @Inject
    public Sessions(RoutingConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Where the prompt of a conversation is cached. */
    public Optional<Warmth> of(@Nullable String session) {
        if (session == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(places.getIfPresent(session))
                .filter(place -> place.at().plus(ttl()).isAfter(clock.instant()))
                .map(Place::warmth);
    }

    /**
     * A conversation was answered.
     *
     * @param tokens of its prompt and answer, which the next request will begin with
     */
    public void answered(@Nullable String session, Candidate by, long tokens) {
        if (session != null && !ttl().isZero()) {
            places.put(session, new Place(new Warmth(by.holder(), by.route(), tokens), clock.instant()));
        }
    }

    private Duration ttl() {
        return config.affinity();
    }
}
