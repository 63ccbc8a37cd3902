package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.access.Clients;
import dev.signalbox.access.ConsolePath;
import dev.signalbox.access.IssuedToken;
import dev.signalbox.access.LoginResult;
import dev.signalbox.access.Logins;
import dev.signalbox.access.SessionCookies;
import dev.signalbox.access.Sessions;
import dev.signalbox.access.UserChange;
import dev.signalbox.access.Users;
import dev.signalbox.account.Accounts;
import dev.signalbox.vault.Secret;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Signs people in and out, and lets them change their password. */
@Named
@Service
public class SignIn {
    private static final String COOKIE = "Set-Cookie";
    private static final String REDIRECT = "?faces-redirect=true";
    private static final int SHORTEST = 8;

    private final Logins logins;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final Clients clients;
    private final Users users;
    private final Accounts accounts;
    private final Visitor visitor;
    private final Notices notices;
    private final Credentials typed;

    @Inject
    SignIn(
            Logins logins,
            Sessions sessions,
            SessionCookies cookies,
            Clients clients,
            Users users,
            Accounts accounts,
            Visitor visitor,
            Notices notices,
            Credentials typed) {
        this.logins = logins;
        this.sessions = sessions;
        this.cookies = cookies;
        this.clients = clients;
        this.users = users;
        this.accounts = accounts;
        this.visitor = visitor;
        this.notices = notices;
        this.typed = typed;
    }

    /** Where to go next; null stays on the page. */
    public @Nullable String login() {
        if (typed.getUsername().isBlank() || typed.getPassword().isEmpty()) {
            notices.failed("signIn.incomplete");
            return null;
        }
        var address = clients.of(Visitor.request()).address();
        return switch (logins.login(typed.getUsername().strip(), Secret.of(typed.getPassword()), address)) {
            case LoginResult.Accepted accepted -> {
                // pages that somebody else left open in this browser are not for whoever comes now
                FacesContext.getCurrentInstance().getExternalContext().invalidateSession();
                hand(accepted.token());
                yield whereTo();
            }
            case LoginResult.Refused refused -> {
                notices.failed("signIn.refused");
                yield null;
            }
            case LoginResult.Busy busy -> {
                notices.failed("signIn.busy", busy.retryAfter().toSeconds());
                yield null;
            }
        };
    }

    /** Ends the session and leads to the sign-in page. */
    public String logout() {
        visitor.session().ifPresent(sessions::end);
        response().addHeader(COOKIE, cookies.clear(clients.of(Visitor.request())));
        FacesContext.getCurrentInstance().getExternalContext().invalidateSession();
        return Pages.LOGIN + REDIRECT;
    }

    /** Sets the visitor's own password after the current one was given once more; other sessions end. */
    public @Nullable String changePassword() {
        return replacePassword() ? "/console/settings.xhtml" + REDIRECT : null;
    }

    boolean replacePassword() {
        var session = visitor.session().orElseThrow();
        if (typed.getNewPassword().length() < SHORTEST) {
            notices.failed("password.tooShort", SHORTEST);
            return false;
        }
        var user = session.user();
        var address = clients.of(Visitor.request()).address();
        var proof = typed.getPassword().isEmpty()
                ? new LoginResult.Refused()
                : logins.login(user.username(), Secret.of(typed.getPassword()), address);
        return switch (proof) {
            case LoginResult.Accepted accepted -> {
                users.change(user.id(), new UserChange(null, Secret.of(typed.getNewPassword()), null, null));
                hand(sessions.issue(user));
                notices.done("password.changed");
                notices.keep();
                yield true;
            }
            case LoginResult.Refused refused -> {
                notices.failed("password.wrong");
                yield false;
            }
            case LoginResult.Busy busy -> {
                notices.failed("signIn.busy", busy.retryAfter().toSeconds());
                yield false;
            }
        };
    }

    /** The page one came from, else the first. */
    private @Nullable String whereTo() {
        var from = ConsolePath.page(Visitor.request().getParameter(ConsolePath.TO))
                .filter(page -> !page.equals(Pages.OVERVIEW));
        if (from.isEmpty()) {
            return firstPage() + REDIRECT;
        }
        var container = FacesContext.getCurrentInstance().getExternalContext();
        try {
            container.redirect(container.getRequestContextPath() + from.get());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return null;
    }

    private String firstPage() {
        return accounts.all().isEmpty() ? Pages.WELCOME : Pages.OVERVIEW;
    }

    private void hand(IssuedToken token) {
        response().addHeader(COOKIE, cookies.set(token, clients.of(Visitor.request())));
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }
}
