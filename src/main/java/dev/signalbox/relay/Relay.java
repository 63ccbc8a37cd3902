package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.routing.Routes;
import dev.signalbox.usage.StartedRequest;
import dev.signalbox.usage.TokenEstimator;
import dev.signalbox.usage.UsageLedger;
import dev.signalbox.wire.RequestHead;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Relays one request: admits it, finds who may answer, takes the first answer and keeps the books. */
@Service
public class Relay {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    private final Routes routes;
    private final Attempts attempts;
    private final Opener opener;
    private final KeepAlives keepAlives;
    private final Books.Desk desk;

    @Inject
    Relay(
            Routes routes,
            Attempts attempts,
            Opener opener,
            KeepAlives keepAlives,
            UsageLedger ledger,
            Catalog catalog,
            TokenEstimator estimator,
            Clock clock) {
        this.routes = routes;
        this.attempts = attempts;
        this.opener = opener;
        this.keepAlives = keepAlives;
        this.desk = new Books.Desk(ledger, catalog, estimator, clock);
    }

    /** The answer for the client, be it a failure in its own protocol; never throws. */
    public ClientAnswer relay(Exchange exchange) {
        RequestHead head;
        try {
            head = RequestHead.of(exchange.body());
        } catch (ChatException e) {
            return failure(exchange, e.failure(), Map.of());
        }
        var model = exchange.model().isEmpty() ? Objects.requireNonNullElse(head.model(), "") : exchange.model();
        boolean stream = exchange.model().isEmpty() ? exchange.streams(head.stream()) : exchange.stream();
        var books = new Books(desk, started(exchange, model, stream));
        try {
            return answer(exchange, new RequestHeadOf(head, model, stream), books);
        } catch (ChatException e) {
            books.refused(e.failure());
            return failure(exchange, e.failure(), headers(exchange, books));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Request " + exchange.requestId() + " failed.", e);
            books.refused(Settlement.BROKEN);
            return failure(
                    exchange,
                    Failure.of(Failure.Kind.INTERNAL, 500, "The gateway failed; request " + exchange.requestId() + "."),
                    headers(exchange, books));
        }
    }

    private record RequestHeadOf(RequestHead head, String model, boolean stream) {}

    private static StartedRequest started(Exchange exchange, String model, boolean stream) {
        return new StartedRequest(
                exchange.requestId(),
                exchange.caller().keyId(),
                exchange.caller().name(),
                exchange.protocol().protocol(),
                model,
                stream,
                exchange.startedAt());
    }

    private ClientAnswer answer(Exchange exchange, RequestHeadOf asked, Books books) {
        if (asked.model().isEmpty()) {
            exchange.protocol().readRequest(exchange.body(), "", asked.stream());
            throw Failure.badRequest("'model' is missing.", "model").asException();
        }
        if (!exchange.caller().mayUse(asked.model())) {
            throw Failure.of(Failure.Kind.CLIENT_FAULT, 403, "This API key may not use '" + asked.model() + "'.")
                    .asException();
        }
        var route = routes.resolve(asked.model(), exchange.protocol().protocol());
        var request = new RelayedRequest(exchange, asked.head(), route, asked.stream());
        books.routed(request);
        var opened = attempts.first(
                route.candidates(), asked.stream(), c -> opener.open(request, exchange.form(), c), books);
        books.committed(opened);
        return switch (opened) {
            case Opened.Document document -> document(exchange, request, document, books);
            case Opened.Stream stream -> stream(exchange, stream, books);
        };
    }

    private static ClientAnswer document(
            Exchange exchange, RelayedRequest request, Opened.Document document, Books books) {
        books.settle(document.track(), null);
        var type = request.stream() ? exchange.form().contentType() : "application/json";
        return new ClientAnswer(200, type, headers(exchange, books, document), out -> out.write(document.body()));
    }

    private ClientAnswer stream(Exchange exchange, Opened.Stream stream, Books books) {
        var body = new StreamBody(stream.reply(), stream.flow(), stream.writer(), stream.first(), books, keepAlives);
        return new ClientAnswer(200, exchange.form().contentType(), headers(exchange, books, stream), body);
    }

    private static Map<String, String> headers(Exchange exchange, Books books, Opened opened) {
        var headers = headers(exchange, books);
        headers.put("x-signalbox-route", opened.candidate().route());
        if (!opened.losses().isEmpty()) {
            headers.put("x-signalbox-loss", String.join(",", opened.losses()));
        }
        return headers;
    }

    private static Map<String, String> headers(Exchange exchange, Books books) {
        var headers = new HashMap<String, String>();
        headers.put("x-signalbox-request-id", exchange.requestId());
        headers.put("x-signalbox-attempts", Integer.toString(books.attempts()));
        return headers;
    }

    private static ClientAnswer failure(Exchange exchange, Failure failure, Map<String, String> headers) {
        var error = exchange.protocol().error(failure);
        var all = new HashMap<>(headers);
        all.put("x-signalbox-request-id", exchange.requestId());
        all.putAll(error.headers());
        return new ClientAnswer(error.status(), "application/json", all, out -> out.write(error.body()));
    }
}
