package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.Route;
import dev.signalbox.routing.Routes;
import dev.signalbox.wire.ItemReferences;
import dev.signalbox.wire.RequestHead;
import dev.signalbox.wire.ResponseState;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lets a request in: its caller may use the model, and somebody is there to answer. */
@Service
class Admission {
    private final Routes routes;
    private final StoredResponses stored;

    @Inject
    Admission(Routes routes, StoredResponses stored) {
        this.routes = routes;
        this.stored = stored;
    }

    /**
     * The request with its route.
     *
     * @throws ChatException with 400 when it names no model, 403 when the key may not use it, and as {@link Routes#resolve}
     */
    RelayedRequest admit(Asked asked) {
        var exchange = asked.exchange();
        asked.demandModel();
        if (!exchange.caller().mayUse(asked.model())) {
            throw Failure.of(Failure.Kind.CLIENT_FAULT, 403, "This API key may not use '" + asked.model() + "'.")
                    .asException();
        }
        var route = routes.resolve(asked.model(), exchange.protocol().protocol());
        return exchange.protocol().protocol() == Protocol.OPENAI_RESPONSES && stored.enabled()
                ? remembering(asked, route)
                : new RelayedRequest(exchange, asked.head(), route, asked.stream(), null);
    }

    /** A request that goes on from a response kept here is given the turns before it; any other id is the provider's. */
    private RelayedRequest remembering(Asked asked, Route route) {
        var exchange = asked.exchange();
        var head = asked.head();
        var earlier = head.previous() == null
                ? Optional.<List<byte[]>>empty()
                : stored.history(exchange.caller(), head.previous());
        var memory = new Memory(
                stored, exchange, !Boolean.FALSE.equals(head.store()), earlier.isPresent() ? head.previous() : null);
        var whole = earlier.isEmpty() ? exchange.body() : ResponseState.continued(exchange.body(), earlier.get());
        var body = ItemReferences.mayBeIn(whole)
                ? ItemReferences.resolved(whole, id -> stored.item(exchange.caller(), id))
                : whole;
        return Arrays.equals(body, exchange.body())
                ? new RelayedRequest(exchange, head, route, asked.stream(), memory)
                : new RelayedRequest(exchange.withBody(body), RequestHead.of(body), route, asked.stream(), memory);
    }
}
