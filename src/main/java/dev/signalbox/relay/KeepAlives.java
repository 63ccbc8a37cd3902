package dev.signalbox.relay;

import dev.signalbox.Service;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Fills the silence of open streams, {@code signalbox.keep-alive} seconds (15) after the last byte. Where the system does not
 * show that a client left, keep-alives are what finds out, and come more often: the second write after a client left fails.
 */
@Service
class KeepAlives {
    private static final Duration PROBE = Duration.ofMillis(400);

    private final Set<StreamBody> streams = ConcurrentHashMap.newKeySet();
    private final long afterNanos;
    private final Duration tick;
    private volatile boolean stopped;
    private @Nullable Thread ticker;

    @Inject
    KeepAlives(Config config, Departures departures) {
        var after = Duration.ofSeconds(
                config.getOptionalValue("signalbox.keep-alive", Integer.class).orElse(15));
        boolean seen = departures.visible() || after.compareTo(PROBE) < 0;
        afterNanos = (seen ? after : PROBE).toNanos();
        tick = seen ? Duration.ofSeconds(1) : PROBE.dividedBy(2);
    }

    void add(StreamBody stream) {
        streams.add(stream);
        start();
    }

    void remove(StreamBody stream) {
        streams.remove(stream);
    }

    /** Streams being written at the moment. */
    int open() {
        return streams.size();
    }

    private synchronized void start() {
        if (ticker == null && !stopped) {
            ticker = Thread.ofVirtual().name("keep-alive").start(this::tick);
        }
    }

    private void tick() {
        try {
            while (!stopped) {
                Thread.sleep(tick);
                long now = System.nanoTime();
                for (var stream : streams) {
                    if (stream.silence(now) > afterNanos) {
                        Thread.ofVirtual().start(stream::keepAlive);
                    }
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    synchronized void stop() {
        stopped = true;
        if (ticker != null) {
            ticker.interrupt();
        }
    }
}
