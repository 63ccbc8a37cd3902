package dev.signalbox.capture;

import dev.signalbox.Service;
import dev.signalbox.startup.Beat;
import dev.signalbox.vault.Vault;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * Captures bodies when that is wanted. One thread in the background redacts, seals and writes; when more waits for it than it
 * can hold, further requests go uncaptured rather than wait.
 */
@Service
public class Captures {
    private static final System.Logger LOG = System.getLogger(Captures.class.getName());
    private static final int WAITING = 200;
    private static final Duration BETWEEN_TIDYING = Duration.ofMinutes(5);
    private static final long LAST_SECONDS = 5;

    private final CaptureConfig config;
    private final CaptureFiles files;
    private final Clock clock;
    private final ThreadPoolExecutor writer;
    private Instant tidied = Instant.EPOCH;

    @Inject
    Captures(Config config, Vault vault, Clock clock) {
        this(CaptureConfig.from(config), vault, clock);
    }

    Captures(CaptureConfig config, Vault vault, Clock clock) {
        this.config = config;
        this.files = new CaptureFiles(config.folder(), vault);
        this.clock = clock;
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("request-logs").factory());
        writer.allowCoreThreadTimeOut(true);
    }

    public boolean enabled() {
        return config.enabled();
    }

    /** Lets an answer pass to the client and keeps its beginning aside. */
    public Recording record(OutputStream client) {
        return new Recording(client, config.maxBody());
    }

    /** Keeps what a client sent and was answered; returns at once. */
    public void keep(String requestId, byte[] request, Recording answer) {
        try {
            writer.execute(() -> write(requestId, request, answer));
        } catch (RejectedExecutionException tooMuch) {
            LOG.log(Level.DEBUG, "Request " + requestId + " is not captured: the disk does not keep up");
        }
    }

    private void write(String requestId, byte[] request, Recording answer) {
        try {
            files.write(
                    requestId,
                    new CapturedBodies(
                            redacted(Recording.beginning(request, config.maxBody())),
                            request.length > config.maxBody(),
                            redacted(answer.kept()),
                            answer.cut()));
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "Request " + requestId + " could not be captured", failed);
        }
    }

    private static String redacted(byte[] body) {
        return Redaction.of(new String(body, StandardCharsets.UTF_8));
    }

    /** What was captured of a request on this gateway; empty when nothing was, or it is gone. */
    public Optional<CapturedBodies> find(String requestId) {
        try {
            return files.read(requestId);
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "A captured request cannot be read", failed);
            return Optional.empty();
        }
    }

    /** Also when nothing is captured any more: what was captured before still has to go. */
    void tidy(@ObservesAsync Beat beat) throws IOException {
        if (tidied.plus(config.enabled() ? BETWEEN_TIDYING : BETWEEN_TIDYING.multipliedBy(12))
                .isBefore(beat.at())) {
            tidied = beat.at();
            tidy();
        }
    }

    void tidy() throws IOException {
        files.tidy(clock.instant().minus(config.retention()), config.maxBytes());
    }

    void finish(@Observes Shutdown event) throws InterruptedException {
        finish();
    }

    void finish() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
            LOG.log(Level.WARNING, "Captured requests were lost, because the disk did not keep up");
        }
    }
}
