package dev.signalbox.management;

import dev.signalbox.access.Sessions;
import dev.signalbox.access.SignedIn;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Makes sure that a change which only a cookie vouches for was meant: the browser sends the cookie by itself, another site cannot
 * know the {@code X-CSRF-Token}.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CsrfFilter implements ContainerRequestFilter {
    static final String HEADER = "X-CSRF-Token";

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;
    private final HttpServletRequest servletRequest;

    /** RESTEasy takes providers only with a constructor without parameters. */
    public CsrfFilter() {
        sessions = CDI.current().select(Sessions.class).get();
        servletRequest = CDI.current().select(HttpServletRequest.class).get();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        var signedIn = SignedIn.of(servletRequest);
        if (signedIn.isPresent()
                && signedIn.get().byCookie()
                && !sessions.csrfMatches(signedIn.get().session(), request.getHeaderString(HEADER))) {
            throw ProblemException.forbidden(
                    "Send the X-CSRF-Token that GET /api/auth/session gives, or a token in the Authorization header");
        }
    }
}
