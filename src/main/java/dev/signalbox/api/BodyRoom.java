package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much memory the bodies of all requests under way may take together: a fifth of the heap, for a body is read, translated
 * and written again. Small bodies are not counted. A request that finds no room waits a little and is then refused with 503,
 * which is better than a gateway without memory.
 */
@Service
class BodyRoom {
    private static final long SMALL = 256 << 10;
    private static final int UNIT = 1 << 10;
    private static final Failure FULL = Failure.of(
                    Failure.Kind.OVERLOADED,
                    503,
                    "The gateway is working on as many large requests as it has memory for; send the request again in"
                            + " a moment.")
            .withRetryAfter(Duration.ofSeconds(5));

    private final int units;
    private final Semaphore free;
    private final Duration patience;

    @Inject
    BodyRoom() {
        this(Runtime.getRuntime().maxMemory() / 5, Duration.ofSeconds(5));
    }

    BodyRoom(long bytes, Duration patience) {
        units = units(bytes);
        free = new Semaphore(units, true);
        this.patience = patience;
    }

    private static int units(long bytes) {
        return Math.clamp((bytes + UNIT - 1) / UNIT, 1, Integer.MAX_VALUE);
    }

    /** Room for one body; to be closed when its request has been answered. */
    final class Lease implements AutoCloseable {
        private int held;

        /**
         * Makes the room as large as the body, as far as that is known by now.
         *
         * @throws dev.signalbox.chat.ChatException 503 when there is no room for it
         */
        void grow(long bytes) {
            int wanted = bytes <= SMALL ? 0 : Math.min(units, units(bytes));
            if (wanted <= held) {
                return;
            }
            try {
                if (!free.tryAcquire(wanted - held, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw FULL.asException();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw FULL.asException();
            }
            held = wanted;
        }

        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }

    Lease lease() {
        return new Lease();
    }
}
