package dev.signalbox.egress;

/** A step on the way to a provider, by the name that a connection test gives the one that failed. */
public enum Hop {
    /** Finding the provider's address. */
    DNS("dns"),
    /** Connecting to the provider. */
    CONNECT("connect"),
    /** Finding the proxy's address. */
    PROXY_DNS("proxy-dns"),
    /** Connecting to the proxy. */
    PROXY_CONNECT("proxy-connect"),
    /** The TLS handshake with the proxy. */
    PROXY_TLS("proxy-tls"),
    /** Showing the proxy who is calling. */
    PROXY_AUTH("proxy-auth"),
    /** The proxy's own connection to the provider. */
    PROXY_TUNNEL("proxy-tunnel"),
    /** The TLS handshake with the provider. */
    TLS("tls"),
    /** The provider's answer. */
    HTTP("http");

    private final String id;

    Hop(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
