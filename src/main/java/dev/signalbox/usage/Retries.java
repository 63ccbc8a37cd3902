package dev.signalbox.usage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tries writes again with growing pauses until a common deadline; once that has passed without success, tries no more. */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** A write that may be tried again. */
    @FunctionalInterface
    interface Write {
        void run() throws SQLException;
    }

    private final long deadline;
    private @Nullable Exception gaveUp;

    Retries(Duration patience) {
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** Returns null on success, else why it failed for good. */
    @Nullable
    Exception run(Write write) {
        if (gaveUp != null) {
            return gaveUp;
        }
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                write.run();
                return null;
            } catch (SQLException | RuntimeException failed) {
                if (refused(failed)) {
                    return failed;
                }
                if (System.nanoTime() + pause.toNanos() - deadline > 0) {
                    gaveUp = failed;
                    return failed;
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** SQL classes 22 (data) and 23 (constraint): trying again cannot help. */
    private static boolean refused(Exception failed) {
        if (!(failed instanceof SQLException sql)) {
            return false;
        }
        var next = sql.getNextException();
        var state = next == null ? sql.getSQLState() : next.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
