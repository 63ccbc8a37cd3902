package dev.signalbox.relay;

import dev.signalbox.wire.HeaderText;
import java.util.HashMap;
import java.util.Map;

/** What every answer says of its way here. */
final class AnswerHeaders {
    private AnswerHeaders() {}

    /** Of a request that nobody answered. */
    static Map<String, String> of(Exchange exchange, Books books) {
        var headers = new HashMap<String, String>();
        headers.put("x-signalbox-request-id", exchange.requestId());
        headers.put("x-signalbox-attempts", Integer.toString(books.attempts()));
        return headers;
    }

    /** Of an answer. */
    static Map<String, String> of(Exchange exchange, Books books, Opened answer) {
        var headers = of(exchange, books);
        headers.put("x-signalbox-route", HeaderText.of(answer.candidate().route()));
        if (!answer.losses().isEmpty()) {
            headers.put("x-signalbox-loss", HeaderText.list(answer.losses()));
        }
        return headers;
    }
}
