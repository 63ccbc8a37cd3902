package dev.signalbox.upstream;

import jakarta.ws.rs.ProcessingException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Calls to one place, by one way there, over connections that are kept. A kept connection may have been closed at the other end
 * meanwhile, which shows only when a call goes out on it; that call is sent again over a new connection, so that it does not
 * matter how many of the kept ones are gone.
 */
final class KeptConnections {
    /** A connection that is gone says so by return; whoever closes later has had the call. */
    static final Duration BY_RETURN = Duration.ofSeconds(5);

    private final Function<HttpCall, Reply> kept;
    private final Function<HttpCall, Reply> fresh;
    private final LongSupplier nanos;
    private volatile boolean answered;

    /** Both ways to send throw {@link ProcessingException} where there is no answer. */
    KeptConnections(Function<HttpCall, Reply> kept, Function<HttpCall, Reply> fresh, LongSupplier nanos) {
        this.kept = kept;
        this.fresh = fresh;
        this.nanos = nanos;
    }

    /** @throws ProcessingException when there is no answer */
    Reply send(HttpCall call) {
        long begun = nanos.getAsLong();
        try {
            var reply = kept.apply(call);
            if (!answered) {
                answered = true;
            }
            return reply;
        } catch (ProcessingException e) {
            // before the first answer there is no connection to keep
            boolean wasKept = answered && nanos.getAsLong() - begun < BY_RETURN.toNanos() && CallFailures.gone(e);
            if (!wasKept || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return fresh.apply(call);
        }
    }
}
