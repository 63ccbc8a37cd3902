package dev.signalbox.egress;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A step on the way to a provider failed; the message says which and why, for people, without credentials. */
public final class HopFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final Hop hop;

    public HopFailed(Hop hop, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.hop = hop;
    }

    public Hop hop() {
        return hop;
    }

    /** Whether nothing that matters was sent, so that the call may be tried again. */
    public boolean unsent() {
        return switch (hop) {
            case DNS, CONNECT, PROXY_DNS, PROXY_CONNECT, PROXY_TUNNEL -> true;
            case PROXY_TLS, PROXY_AUTH, TLS, HTTP -> false;
        };
    }
}
