package dev.signalbox.access;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * Signs a request in by its token, from the {@code Authorization} header or the cookie. The only mechanism of the application;
 * the client protocols bring API keys instead, which a filter of their own checks.
 */
final class SessionMechanism implements ServerAuthModule {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final String MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";

    /** Left out, Open Liberty takes the type for BASIC, and fails over credentials of that kind which it cannot read. */
    private static final String TYPE = "jakarta.servlet.http.authType";

    private final Sessions sessions;
    private @Nullable CallbackHandler container;

    SessionMechanism(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void initialize(
            @Nullable MessagePolicy request,
            @Nullable MessagePolicy response,
            @Nullable CallbackHandler handler,
            @Nullable Map<String, Object> options)
            throws AuthException {
        if (handler == null) {
            throw new AuthException("The container does not say whom to tell who is calling.");
        }
        container = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject caller, @Nullable Subject service) {
        var request = (HttpServletRequest) message.getRequestMessage();
        var response = (HttpServletResponse) message.getResponseMessage();
        message.getMap().put(TYPE, "SESSION");
        var signedIn = signedIn(request);
        if (signedIn.isPresent()) {
            signedIn.get().attach(request);
            var user = signedIn.get().session().user();
            tell(
                    new CallerPrincipalCallback(caller, user.username()),
                    new GroupPrincipalCallback(caller, new String[] {user.role().id()}));
            return AuthStatus.SUCCESS;
        }
        if (!Boolean.parseBoolean((String) message.getMap().get(MANDATORY))) {
            return nobody(caller);
        }
        if (bringsPassword(request)) {
            if (!ConsolePath.isInside(request)) {
                refuse(response);
            }
            return nobody(caller);
        }
        if (!ConsolePath.isInside(request)) {
            return refuse(response);
        }
        boolean partial = isPartial(request);
        var door = ConsolePath.login(request, partial);
        return partial ? send(response, door) : redirect(response, door);
    }

    private AuthStatus nobody(Subject caller) {
        tell(new CallerPrincipalCallback(caller, (Principal) null));
        return AuthStatus.SUCCESS;
    }

    /**
     * Such a caller is no browser that could be led to the sign-in page. The container refuses nobody in particular, who has no role, as well as
     * a failure of ours, over which Open Liberty would look for a name in the password.
     */
    private static boolean bringsPassword(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.startsWith(BASIC);
    }

    private void tell(Callback... callbacks) {
        try {
            Objects.requireNonNull(container, "initialize comes first").handle(callbacks);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (UnsupportedCallbackException wrong) {
            throw new IllegalStateException("The container does not take a caller's name", wrong);
        }
    }

    private Optional<SignedIn> signedIn(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header != null) {
            // whoever names a token means that one: the cookie does not step in for a wrong one
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length()) && looksLikeToken(header)
                    ? sessions.verify(header.substring(BEARER.length()).strip())
                            .map(session -> new SignedIn(session, false))
                    : Optional.empty();
        }
        return SessionCookies.token(request).flatMap(sessions::verify).map(session -> new SignedIn(session, true));
    }

    /** API keys come in the same header and have no dots; they are none of this mechanism's business. */
    private static boolean looksLikeToken(String header) {
        return header.indexOf('.') > 0;
    }

    /** A script of a page asks for a part of it; a redirection would hand it a page that it can do nothing with. */
    private static boolean isPartial(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    /** Has the script lead the whole window to an address. */
    private static AuthStatus send(HttpServletResponse response, String address) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("Location", address);
        response.setHeader("Cache-Control", "no-store");
        return AuthStatus.SEND_FAILURE;
    }

    private static AuthStatus redirect(HttpServletResponse response, String address) {
        try {
            response.sendRedirect(address);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return AuthStatus.SEND_CONTINUE;
    }

    private static AuthStatus refuse(HttpServletResponse response) {
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
        return AuthStatus.SEND_FAILURE;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject caller) {
        caller.getPrincipals().clear();
    }
}
