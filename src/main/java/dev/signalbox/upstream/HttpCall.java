package dev.signalbox.upstream;

import dev.signalbox.wire.PercentEncoding;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * One call as it goes over the wire.
 *
 * @param get whether it has no body
 * @param uri the whole address, encoded
 * @param headers names in lower case; hence no {@code toString} of the values
 */
public record HttpCall(boolean get, URI uri, Map<String, String> headers, byte[] body) {
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** A POST below a base address; {@code operation} is encoded and may have a query. */
    public static HttpCall post(URI base, String operation, Map<String, String> headers, byte[] body) {
        return new HttpCall(false, below(base, operation), headers, body);
    }

    /** A GET below a base address. */
    public static HttpCall get(URI base, String operation, Map<String, String> headers) {
        return new HttpCall(true, below(base, operation), headers, new byte[0]);
    }

    private static URI below(URI base, String operation) {
        var text = base.toString();
        return URI.create(text.endsWith("/") ? text + operation : text + "/" + operation);
    }

    /** The same call, over a connection that ends with its answer. */
    HttpCall closing() {
        var all = new HashMap<>(headers);
        all.put("connection", "close");
        return new HttpCall(get, uri, all, body);
    }

    /** Scheme, host and port: what connections are pooled by. */
    public URI origin() {
        return uri.resolve("/");
    }

    /**
     * Encodes one segment of a path. What may stand there as it is stays: HTTP clients undo the encoding of such characters,
     * and a signature over the path must hold for what they send.
     */
    public static String segment(String text) {
        return PercentEncoding.of(text, c -> PercentEncoding.alphanumeric(c) || PLAIN.indexOf(c) >= 0);
    }

    @Override
    public String toString() {
        return (get ? "GET " : "POST ") + uri;
    }
}
