package dev.signalbox.relay;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.usage.StartedRequest;
import dev.signalbox.wire.RequestHead;
import java.util.Objects;

/**
 * A request as far as its head tells.
 *
 * @param model as the client named it, empty when it named none
 * @param stream whether a stream is wanted
 */
record Asked(Exchange exchange, RequestHead head, String model, boolean stream) {

    /** @throws ChatException when the body is no JSON object, or its head has the wrong types */
    static Asked of(Exchange exchange) {
        var head = RequestHead.of(exchange.body());
        boolean inPath = !exchange.model().isEmpty();
        return new Asked(
                exchange,
                head,
                inPath ? exchange.model() : Objects.requireNonNullElse(head.model(), ""),
                inPath ? exchange.stream() : exchange.streams(head.stream()));
    }

    /** The same request, for an operation that never streams. */
    Asked whole() {
        return new Asked(exchange, head, model, false);
    }

    /** Refuses a request that names no model in the words of its protocol, which may have more to say of it. */
    void demandModel() {
        if (model.isEmpty()) {
            throw Failure.badRequest("'model' is missing.", "model").asException();
        }
    }

    StartedRequest started() {
        return new StartedRequest(
                exchange.requestId(),
                exchange.caller().keyId(),
                exchange.caller().name(),
                exchange.protocol().protocol(),
                model,
                stream,
                exchange.startedAt());
    }
}
