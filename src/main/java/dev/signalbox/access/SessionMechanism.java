package dev.signalbox.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs a request in by its token, from the {@code Authorization} header or the cookie. The only mechanism of the application;
 * the client protocols bring API keys instead, which a filter of their own checks.
 */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {
    private static final String BEARER = "Bearer ";

    private final @Nullable Sessions sessions;

    @Inject
    SessionMechanism(Sessions sessions) {
        this.sessions = sessions;
    }

    /** For the container's proxy. */
    protected SessionMechanism() {
        this.sessions = null;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        var signedIn = signedIn(request);
        if (signedIn.isPresent()) {
            signedIn.get().attach(request);
            var user = signedIn.get().session().user();
            return context.notifyContainerAboutLogin(
                    user.username(), Set.of(user.role().id()));
        }
        if (!context.isProtected()) {
            return context.doNothing();
        }
        if (isPage(request)) {
            return context.redirect(request.getContextPath() + "/login.xhtml");
        }
        return refuse(response);
    }

    private Optional<SignedIn> signedIn(HttpServletRequest request) {
        var known = sessions;
        if (known == null) {
            return Optional.empty();
        }
        var header = request.getHeader("Authorization");
        if (header != null) {
            // whoever names a token means that one: the cookie does not step in for a wrong one
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length()) && looksLikeToken(header)
                    ? known.verify(header.substring(BEARER.length()).strip())
                            .map(session -> new SignedIn(session, false))
                    : Optional.empty();
        }
        return SessionCookies.token(request).flatMap(known::verify).map(session -> new SignedIn(session, true));
    }

    /** API keys come in the same header and have no dots; they are none of this mechanism's business. */
    private static boolean looksLikeToken(String header) {
        return header.indexOf('.') > 0;
    }

    private static boolean isPage(HttpServletRequest request) {
        return request.getServletPath().startsWith("/console/");
    }

    private static AuthenticationStatus refuse(HttpServletResponse response) {
        var body = """
                {"type":"about:blank","title":"Unauthorized","status":401,"detail":"Sign in first: POST /api/auth/login"}\
                """;
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        try {
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
