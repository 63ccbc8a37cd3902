package dev.signalbox.wire;

import java.util.Map;

/** A failure in a client's protocol: HTTP status, JSON body, extra headers ({@code Retry-After} and the vendor's own). */
public record ErrorBody(int status, byte[] body, Map<String, String> headers) {
    public ErrorBody {
        headers = Map.copyOf(headers);
    }
}
