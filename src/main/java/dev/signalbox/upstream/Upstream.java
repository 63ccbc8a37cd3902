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

    @Inject
    Upstream(@Any Instance<Transport> transports) {
        this.transports = transports.stream().toList();
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
