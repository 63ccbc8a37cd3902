package dev.signalbox.health;

import dev.signalbox.relay.OpenExchanges;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the gateway without cutting anybody off: no new requests from now on, the ones under way get their time, then the
 * process goes. Being told twice means now.
 */
final class OrderlyStop {
    private static final System.Logger LOG = System.getLogger(OrderlyStop.class.getName());

    private final OpenExchanges exchanges;
    private final Duration grace;
    private final Runnable exit;
    private final AtomicBoolean told = new AtomicBoolean();

    OrderlyStop(OpenExchanges exchanges, Duration grace, Runnable exit) {
        this.exchanges = exchanges;
        this.grace = grace;
        this.exit = exit;
    }

    /** Returns at once; what follows happens on a thread of its own. */
    void begin() {
        if (told.compareAndSet(false, true)) {
            Thread.ofPlatform().name("orderly-stop").start(this::finish);
        } else {
            exit.run();
        }
    }

    private void finish() {
        try {
            int open = exchanges.close();
            if (open > 0) {
                LOG.log(Level.INFO, "Stopping: {0} requests under way get up to {1} s", open, grace.toSeconds());
            }
            int left = exchanges.await(grace);
            if (left > 0) {
                LOG.log(
                        Level.WARNING,
                        "{0} requests did not end within {1} s and are cut off",
                        left,
                        grace.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exit.run();
    }
}
