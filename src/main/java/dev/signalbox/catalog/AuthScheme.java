package dev.signalbox.catalog;

/**
 * How a key travels to a provider: in which header, and behind which word.
 *
 * @param header the header's name in lower case
 * @param prefix what stands before the key, {@code "Bearer "} or nothing
 */
public record AuthScheme(String header, String prefix) {
    public static final AuthScheme BEARER = new AuthScheme("authorization", "Bearer ");

    /** Reads {@code bearer}, or the name of a header that holds the bare key. */
    public static AuthScheme of(String text) {
        if (text.equals("bearer")) {
            return BEARER;
        }
        if (!text.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("neither bearer nor a lower-case header name: " + text);
        }
        return new AuthScheme(text, "");
    }

    /** The header's value for a key. */
    public String value(String key) {
        return prefix + key;
    }
}
