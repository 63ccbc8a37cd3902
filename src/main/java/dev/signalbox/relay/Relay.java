package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.routing.Planner;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** Relays one request: admits it, finds who may answer, takes the first answer and keeps the books. */
@Service
public class Relay {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    private final Admission admission;
    private final Planner planner;
    private final Attempts attempts;
    private final Opener opener;
    private final KeepAlives keepAlives;
    private final Desk desk;

    @Inject
    Relay(Admission admission, Planner planner, Attempts attempts, Opener opener, KeepAlives keepAlives, Desk desk) {
        this.admission = admission;
        this.planner = planner;
        this.attempts = attempts;
        this.opener = opener;
        this.keepAlives = keepAlives;
        this.desk = desk;
    }

    /** The answer for the client, be it a failure in its own protocol; never throws. */
    public ClientAnswer relay(Exchange exchange) {
        Asked asked;
        try {
            asked = Asked.of(exchange);
        } catch (ChatException e) {
            return ClientAnswer.refusal(exchange, e.failure(), Map.of());
        }
        var books = desk.open(asked);
        try {
            return answer(asked, books);
        } catch (ChatException e) {
            books.refused(e.failure());
            return ClientAnswer.refusal(exchange, e.failure(), headers(exchange, books));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Request " + exchange.requestId() + " failed.", e);
            books.refused(Settlement.BROKEN);
            return ClientAnswer.refusal(
                    exchange,
                    Failure.of(Failure.Kind.INTERNAL, 500, "The gateway failed; request " + exchange.requestId() + "."),
                    headers(exchange, books));
        }
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
        return new ClientAnswer(200, type, headers(exchange, books, document), out -> out.write(document.body()));
    }

    private ClientAnswer stream(Exchange exchange, Opened.Stream stream, Books books) {
        var body = new StreamBody(stream, books, keepAlives, exchange.client());
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
}
