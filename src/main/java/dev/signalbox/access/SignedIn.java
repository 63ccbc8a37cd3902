package dev.signalbox.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * How a request proved who asks.
 *
 * @param byCookie the browser sent the token by itself, so that a change needs the CSRF token too
 */
public record SignedIn(Session session, boolean byCookie) {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    /** Who is signed in on this request. */
    public static Optional<SignedIn> of(HttpServletRequest request) {
        return Optional.ofNullable((SignedIn) request.getAttribute(ATTRIBUTE));
    }

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
