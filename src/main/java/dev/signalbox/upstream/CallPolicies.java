package dev.signalbox.upstream;

import dev.signalbox.Service;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * The bounds of every call, as MicroProfile Fault Tolerance policies: each can be tuned by configuration, for instance
 * {@code dev.signalbox.upstream.CallPolicies/firstEvent/Timeout/value}. A timeout interrupts the calling virtual thread, which
 * drops the connection; what is read after the method returned is bounded by the idle timeout of the connection.
 */
@Service
public class CallPolicies {

    /** Until the first meaningful event of a stream is there. */
    @Timeout(value = 120, unit = ChronoUnit.SECONDS)
    @Bulkhead(4000)
    @Retry(
            maxRetries = 2,
            delay = 150,
            jitter = 50,
            maxDuration = 30,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = RefusedException.class)
    public <T> T firstEvent(Supplier<T> call) {
        return call.get();
    }

    /** Until a whole document is there. */
    @Timeout(value = 600, unit = ChronoUnit.SECONDS)
    @Bulkhead(4000)
    @Retry(
            maxRetries = 2,
            delay = 150,
            jitter = 50,
            maxDuration = 30,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = RefusedException.class)
    public <T> T whole(Supplier<T> call) {
        return call.get();
    }
}
