package dev.signalbox.relay;

import dev.signalbox.chat.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/** What goes back to the client: status and headers, then a body that is written as it arrives. */
public record ClientAnswer(int status, String contentType, Map<String, String> headers, Body body) {
    public ClientAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer that is there as a whole, and is told as it is. */
    static ClientAnswer whole(Exchange exchange, Books books, Opened.Document answer) {
        var headers = AnswerHeaders.of(exchange, books, answer);
        return new ClientAnswer(200, "application/json", headers, out -> out.write(answer.body()));
    }

    /** A failure in the client's protocol. */
    static ClientAnswer refusal(Exchange exchange, Failure failure, Map<String, String> headers) {
        var error = exchange.protocol().error(failure);
        var all = new HashMap<>(headers);
        all.put("x-signalbox-request-id", exchange.requestId());
        all.putAll(error.headers());
        return new ClientAnswer(error.status(), "application/json", all, out -> out.write(error.body()));
    }

    /** Writes the body; for a stream this lasts as long as the answer does. */
    public interface Body {
        void writeTo(OutputStream out) throws IOException;

        /** Gives up the answer when it cannot be written at all, so that the provider stops. */
        default void abandon() {}
    }
}
