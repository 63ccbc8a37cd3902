package dev.signalbox.upstream;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Puts the address and the headers of the current call on the request. Headers differ by name, which no interface method can
 * declare, and an address must go out as it was signed; the call runs on its own virtual thread from start to end.
 */
public class CurrentCall implements ClientRequestFilter {
    private static final ThreadLocal<@Nullable HttpCall> CURRENT = new ThreadLocal<>();

    static @Nullable HttpCall set(HttpCall call) {
        var previous = CURRENT.get();
        CURRENT.set(call);
        return previous;
    }

    static void restore(@Nullable HttpCall previous) {
        if (previous == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(previous);
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        var call = CURRENT.get();
        if (call != null) {
            request.setUri(call.uri());
            call.headers().forEach(request.getHeaders()::putSingle);
        }
        request.getHeaders().putSingle("Accept-Encoding", "identity");
    }
}
