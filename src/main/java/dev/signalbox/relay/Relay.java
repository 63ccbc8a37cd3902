package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.routing.Planner;
import jakarta.inject.Inject;

/** Relays one request: admits it, finds who may answer, takes the first answer and keeps the books. */
@Service
public class Relay {
    private final Admission admission;
    private final Planner planner;
    private final Attempts attempts;
    private final Opener opener;
    private final KeepAlives keepAlives;
    private final Reception reception;

    @Inject
    Relay(
            Admission admission,
            Planner planner,
            Attempts attempts,
            Opener opener,
            KeepAlives keepAlives,
            Reception reception) {
        this.admission = admission;
        this.planner = planner;
        this.attempts = attempts;
        this.opener = opener;
        this.keepAlives = keepAlives;
        this.reception = reception;
    }

    /** The answer for the client, be it a failure in its own protocol; never throws. */
    public ClientAnswer relay(Exchange exchange) {
        return reception.take(exchange, this::answer);
    }

    private ClientAnswer answer(Asked asked, Books books) {
        var exchange = asked.exchange();
        if (asked.model().isEmpty()) {
            exchange.protocol().readRequest(exchange.body(), "", asked.stream()); // may find more to refuse than that
        }
        var request = admission.admit(asked);
        books.routed(request);
        var session = books.inSession(SessionKey.of(exchange, asked.head(), asked.model()));
        var plan = planner.plan(request.route(), session);
        var opened = attempts.first(plan, asked.stream(), c -> opener.open(request, exchange.form(), c), books);
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
        return new ClientAnswer(
                200, type, AnswerHeaders.of(exchange, books, document), out -> out.write(document.body()));
    }

    private ClientAnswer stream(Exchange exchange, Opened.Stream stream, Books books) {
        var body = new StreamBody(stream, books, keepAlives, exchange.client());
        return new ClientAnswer(200, exchange.form().contentType(), AnswerHeaders.of(exchange, books, stream), body);
    }
}
