package dev.signalbox.upstream;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the headers of the current call on the request. They differ from call to call and by name, which no interface method
 * can declare; the call runs on its own virtual thread from start to end.
 */
public class CallHeaders implements ClientRequestFilter {
    private static final ThreadLocal<@Nullable Map<String, String>> CURRENT = new ThreadLocal<>();

    static @Nullable Map<String, String> set(Map<String, String> headers) {
        var previous = CURRENT.get();
        CURRENT.set(headers);
        return previous;
    }

    static void restore(@Nullable Map<String, String> previous) {
        if (previous == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(previous);
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        var headers = CURRENT.get();
        if (headers != null) {
            headers.forEach(request.getHeaders()::putSingle);
        }
        request.getHeaders().putSingle("Accept-Encoding", "identity");
    }
}
