package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.startup.VirtualThreads;
import dev.signalbox.startup.VirtualThreads.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The live events of the console as server-sent events: {@code usage}, {@code quota}, {@code health} and {@code log}. */
@Service
@Path("api/events")
@Tag(name = "Usage")
public class EventsResource {
    private static final System.Logger LOG = System.getLogger(EventsResource.class.getName());
    private static final Duration BETWEEN_HEALTH = Duration.ofSeconds(10);

    /** A stream ends after this time and the browser opens another, which is checked for its credentials anew. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final EventFeed feed;
    private final ExecutorService threads;
    private final Clock clock;
    private final Jsonb jsonb = JsonbBuilder.create();

    @Inject
    public EventsResource(EventFeed feed, VirtualThreads threads, Clock clock) {
        this.feed = feed;
        this.threads = threads.of(Work.EVENTS);
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(
            summary = "What happens, as it happens",
            description =
                    "usage: a request ended; quota: what an account has left changed; health: every ten seconds; log:"
                            + " a line for people")
    public void watch(@Context SseEventSink sink, @Context Sse sse) {
        var subscription = feed.subscribe()
                .orElseThrow(
                        () -> new ServiceUnavailableException("Too many watch already.", BETWEEN_HEALTH.toSeconds()));
        threads.execute(() -> serve(subscription, sink, sse));
    }

    private void serve(Subscription subscription, SseEventSink sink, Sse sse) {
        var end = clock.instant().plus(LONGEST);
        var healthDue = clock.instant();
        try (sink) {
            while (!sink.isClosed() && clock.instant().isBefore(end)) {
                if (!clock.instant().isBefore(healthDue)) {
                    send(sink, sse, health(subscription));
                    healthDue = clock.instant().plus(BETWEEN_HEALTH);
                }
                var next = subscription.next(Duration.between(clock.instant(), healthDue));
                if (next.isPresent()) {
                    send(sink, sse, next.get());
                }
            }
        } catch (CompletionException | IllegalStateException | IOException gone) {
            LOG.log(Level.DEBUG, "A watcher of events left", gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave(subscription);
        }
    }

    private LiveEvent health(Subscription subscription) {
        return new LiveEvent.Health(HealthEvent.now(clock.instant(), subscription.missed()));
    }

    private void send(SseEventSink sink, Sse sse, LiveEvent event) {
        var data = jsonb.toJson(event.data());
        sink.send(sse.newEventBuilder()
                        .name(event.name())
                        .data(String.class, data)
                        .build())
                .toCompletableFuture()
                .join();
    }
}
