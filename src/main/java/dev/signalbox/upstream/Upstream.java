package dev.signalbox.upstream;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import dev.signalbox.egress.Sender;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** Reaches any provider by the transport that serves its address. */
@Service
public class Upstream {
    private final List<Transport> transports;
    private final Dialects dialects;
    private final RestTransport http;

    @Inject
    Upstream(@Any Instance<Transport> transports, Dialects dialects, RestTransport http) {
        this.transports = transports.stream().toList();
        this.dialects = dialects;
        this.http = http;
    }

    /** The fields of the call's body, as its protocol names them, that its dialect cannot send. */
    public List<String> losses(UpstreamCall call) {
        return dialects.of(call.dialect()).losses(call);
    }

    /**
     * Sends a call that is of no protocol, such as one of a sign-in, by the proxy that its sender has, over a connection of its
     * own and never twice: what it carries may be good for one use. The bounds are those of every connection; on a virtual thread
     * an interrupt breaks it off.
     *
     * @throws RefusedException when it was never sent
     * @throws dev.signalbox.chat.ChatException with TIMEOUT or UNREACHABLE
     */
    public Reply send(HttpCall call, Sender sender) {
        return http.once(call, sender);
    }

    /**
     * Sends and waits for the response headers.
     *
     * @throws RefusedException when it was never sent
     * @throws dev.signalbox.chat.ChatException with TIMEOUT or UNREACHABLE
     */
    public Reply send(UpstreamCall call) {
        return transports.stream()
                .filter(t -> t.serves(call.baseUri()))
                .findFirst()
                .orElseThrow(() -> Failure.of(
                                Failure.Kind.UNREACHABLE,
                                502,
                                "No transport serves addresses of scheme "
                                        + call.baseUri().getScheme() + ".")
                        .asException())
                .send(call);
    }
}
