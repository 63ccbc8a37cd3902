package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.access.Caller;
import dev.signalbox.capture.Captures;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.ClientAnswer;
import dev.signalbox.relay.Departures;
import dev.signalbox.relay.Exchange;
import dev.signalbox.relay.OpenExchanges;
import dev.signalbox.relay.Presence;
import dev.signalbox.startup.VirtualThreads;
import dev.signalbox.startup.VirtualThreads.Work;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Takes a request in: reads its body within bounds, makes an exchange of it, and lets it be answered on a virtual thread. */
@Service
class Intake {
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "x-api-key", "x-goog-api-key", "cookie", "proxy-authorization");

    private static final System.Logger LOG = System.getLogger(Intake.class.getName());

    private static final Failure BROKEN = Failure.of(Failure.Kind.INTERNAL, 500, "The gateway failed.");

    private static final Failure STOPPING = Failure.of(
                    Failure.Kind.OVERLOADED, 503, "The gateway is stopping; send the request again in a moment.")
            .withRetryAfter(Duration.ofSeconds(5));

    private final Codecs codecs;
    private final RequestBodies bodies;
    private final ExecutorService requests;
    private final OpenExchanges open;
    private final Departures departures;
    private final Captures captures;
    private final Clock clock;

    @Inject
    Intake(
            Codecs codecs,
            RequestBodies bodies,
            VirtualThreads threads,
            OpenExchanges open,
            Departures departures,
            Captures captures,
            Clock clock) {
        this.codecs = codecs;
        this.bodies = bodies;
        this.requests = threads.of(Work.REQUESTS);
        this.open = open;
        this.departures = departures;
        this.captures = captures;
        this.clock = clock;
    }

    /** What a resource knows of a call beyond its body: the protocol, and what the path says (Gemini). */
    record Call(Protocol protocol, boolean legacy, String model, boolean stream, StreamForm form) {
        Call(Protocol protocol, String model, boolean stream, StreamForm form) {
            this(protocol, false, model, stream, form);
        }

        static Call of(Protocol protocol, StreamForm form) {
            return new Call(protocol, "", false, form);
        }

        /** A call in the protocol's older form. */
        static Call legacy(Protocol protocol, StreamForm form) {
            return new Call(protocol, true, "", false, form);
        }
    }

    /** Reads the body on this thread, then answers on another; {@code work} runs on a virtual thread and may block. */
    void take(Call call, HttpServletRequest request, AsyncResponse response, Function<Exchange, ClientAnswer> work) {
        var protocol = call.legacy() ? codecs.legacy(call.protocol()) : codecs.client(call.protocol());
        var id = RequestIds.next();
        if (!open.enter()) {
            response.resume(refusal(protocol, id, STOPPING));
            return;
        }
        boolean taken = false;
        var client = departures.watch(
                request.getRemoteAddr(), request.getRemotePort(), request.getLocalPort(), !forwarded(request));
        var room = bodies.room();
        try {
            var exchange = exchange(call, protocol, id, request, client, room);
            requests.execute(() -> answer(response, work, exchange, room));
            taken = true;
        } catch (ChatException e) {
            response.resume(refusal(protocol, id, e.failure()));
        } finally {
            if (!taken) {
                room.close();
                client.close();
                open.leave();
            }
        }
    }

    private void answer(
            AsyncResponse response, Function<Exchange, ClientAnswer> work, Exchange exchange, BodyRoom.Lease room) {
        try (room;
                var client = exchange.client()) {
            client.begin();
            answer(response, captured(exchange, work.apply(exchange)));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Request " + exchange.requestId() + " failed.", e);
            response.resume(refusal(exchange.protocol(), exchange.requestId(), BROKEN));
        } finally {
            open.leave();
        }
    }

    /** The same answer, and what was sent and answered is kept aside where that is wanted. */
    private ClientAnswer captured(Exchange exchange, ClientAnswer answer) {
        if (!captures.enabled()) {
            return answer;
        }
        return new ClientAnswer(
                answer.status(),
                answer.contentType(),
                answer.headers(),
                new CapturedBody(captures, exchange, answer.body()));
    }

    private record CapturedBody(Captures captures, Exchange exchange, ClientAnswer.Body body)
            implements ClientAnswer.Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            var recording = captures.record(out);
            try {
                body.writeTo(recording);
            } finally {
                captures.keep(exchange.requestId(), exchange.body(), recording);
            }
        }

        @Override
        public void abandon() {
            body.abandon();
        }
    }

    private static boolean forwarded(HttpServletRequest request) {
        return request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
    }

    private Exchange exchange(
            Call call,
            ClientProtocol protocol,
            String id,
            HttpServletRequest request,
            Presence client,
            BodyRoom.Lease room) {
        var started = clock.instant();
        return new Exchange(
                id,
                protocol,
                (Caller) Objects.requireNonNull(request.getAttribute(ApiKeyFilter.CALLER)),
                bodies.read(call.protocol(), request, room),
                call.model(),
                call.stream(),
                call.form(),
                headers(request),
                "true".equalsIgnoreCase(request.getHeader("x-signalbox-strict")),
                started,
                client);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!CREDENTIALS.contains(lower)) {
                headers.put(lower, String.join(",", Collections.list(request.getHeaders(name))));
            }
        }
        return headers;
    }

    private static void answer(AsyncResponse response, ClientAnswer answer) {
        var built = Response.status(answer.status())
                .header("Content-Type", answer.contentType())
                .header("Cache-Control", "no-cache")
                .entity((StreamingOutput) answer.body()::writeTo);
        answer.headers().forEach(built::header);
        if (!response.resume(built.build())) {
            answer.body().abandon();
        }
    }

    static Response refusal(ClientProtocol protocol, String requestId, Failure failure) {
        var error = protocol.error(failure);
        var built = Response.status(error.status())
                .header("Content-Type", "application/json")
                .header("x-signalbox-request-id", requestId)
                .entity(error.body());
        error.headers().forEach(built::header);
        return built.build();
    }
}
