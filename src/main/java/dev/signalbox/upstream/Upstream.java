package dev.signalbox.upstream;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** Reaches any provider by the transport that serves its address. */
@Service
public class Upstream {
    private final List<Transport> transports;
    private final Dialects dialects;

    @Inject
    Upstream(@Any Instance<Transport> transports, Dialects dialects) {
        this.transports = transports.stream().toList();
        this.dialects = dialects;
    }

    /** The fields of the call's body, as its protocol names them, that its dialect cannot send. */
    public List<String> losses(UpstreamCall call) {
        return dialects.of(call.dialect()).losses(call);
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
