package dev.signalbox.access;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The cookie that carries a session's token: HttpOnly, SameSite=Strict, Secure as configured. */
@Service
public class SessionCookies {
    /** The name of the cookie. */
    public static final String NAME = "signalbox_session";

    private final CookieSecurity security;
    private final Clock clock;

    @Inject
    SessionCookies(Config config, Clock clock) {
        this(AccessConfig.from(config).cookieSecure(), clock);
    }

    SessionCookies(CookieSecurity security, Clock clock) {
        this.security = security;
        this.clock = clock;
    }

    /** The {@code Set-Cookie} value that hands a token to the client. */
    public String set(IssuedToken token, Client client) {
        var age = Duration.between(clock.instant(), token.expiresAt());
        return value(token.token().reveal(), age, client);
    }

    /** The {@code Set-Cookie} value that takes it away. */
    public String clear(Client client) {
        return value("", Duration.ZERO, client);
    }

    /** The token in a request's cookie. */
    static Optional<String> token(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(cookie -> cookie.getValue())
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }

    private String value(String token, Duration age, Client client) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(NAME, token, age.toSeconds(), security.secure(client) ? "; Secure" : "");
    }
}
