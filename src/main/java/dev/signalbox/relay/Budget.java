package dev.signalbox.relay;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How long a request waits for an answer to begin, all candidates taken together: {@code signalbox.relay.first-event-budget} for a
 * stream, {@code signalbox.relay.document-budget} for a whole answer. One call has a bound of its own besides, the timeout of
 * {@link dev.signalbox.upstream.CallPolicies}.
 */
@Service
class Budget {
    private final Limits stream;
    private final Limits document;

    /** For one kind of request: all candidates, and one call. */
    record Limits(Duration whole, Duration call) {}

    @Inject
    Budget(Config config) {
        this(
                new Limits(
                        config.getOptionalValue("signalbox.relay.first-event-budget", Duration.class)
                                .orElse(Duration.ofMinutes(4)),
                        call(config, "firstEvent", 120)),
                new Limits(
                        config.getOptionalValue("signalbox.relay.document-budget", Duration.class)
                                .orElse(Duration.ofMinutes(10)),
                        call(config, "whole", 600)));
    }

    Budget(Limits stream, Limits document) {
        this.stream = stream;
        this.document = document;
    }

    private static Duration call(Config config, String policy, int byDefault) {
        var key = "dev.signalbox.upstream.CallPolicies/" + policy + "/Timeout/value";
        return Duration.ofSeconds(config.getOptionalValue(key, Integer.class).orElse(byDefault));
    }

    Limits of(boolean streamed) {
        return streamed ? stream : document;
    }
}
