package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.routing.Routes;
import jakarta.inject.Inject;

/** Lets a request in: its caller may use the model, and somebody is there to answer. */
@Service
class Admission {
    private final Routes routes;

    @Inject
    Admission(Routes routes) {
        this.routes = routes;
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
        return new RelayedRequest(exchange, asked.head(), route, asked.stream());
    }
}
