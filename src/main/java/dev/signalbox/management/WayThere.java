package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import dev.signalbox.egress.Egress;
import dev.signalbox.egress.Exit;
import dev.signalbox.egress.Hop;
import dev.signalbox.egress.HopFailed;
import dev.signalbox.egress.Sender;
import dev.signalbox.egress.Sockets;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;

/** Finds out where on the way to a provider a call got stuck, by going that way once more. */
@Service
class WayThere {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Egress egress;
    private final Sockets sockets;

    @Inject
    WayThere(Egress egress, Sockets sockets) {
        this.egress = egress;
        this.sockets = sockets;
    }

    /** The hop that a failed call failed at; the provider's answer where everything before it works. */
    HopFailed failing(Failure failure, Sender sender, URI target) {
        return switch (failure.kind()) {
            case UNREACHABLE, TIMEOUT -> walked(egress.exit(sender, target), target, failure);
            case CLIENT_FAULT,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    PAYMENT,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    MODEL_UNAVAILABLE,
                    OVERLOADED,
                    MISCONFIGURED,
                    CANCELLED,
                    INTERNAL -> answer(failure);
        };
    }

    private HopFailed walked(Exit exit, URI target, Failure failure) {
        try {
            sockets.walk(exit, target, LIMIT);
            return answer(failure);
        } catch (HopFailed failed) {
            return failed;
        }
    }

    private static HopFailed answer(Failure failure) {
        return new HopFailed(Hop.HTTP, failure.message(), null);
    }
}
