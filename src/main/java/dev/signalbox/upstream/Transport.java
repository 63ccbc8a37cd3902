package dev.signalbox.upstream;

import java.net.URI;

/** A way to reach providers: over HTTP, or inside this process for the demonstration provider. */
public interface Transport {
    boolean serves(URI baseUri);

    /**
     * Sends and waits for the response headers.
     *
     * @throws RefusedException when no connection was made or it was gone before anything was sent: safe to send again
     * @throws dev.signalbox.chat.ChatException with TIMEOUT or UNREACHABLE
     */
    Reply send(UpstreamCall call);
}
