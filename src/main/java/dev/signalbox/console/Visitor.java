package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.access.Session;
import dev.signalbox.access.SignedIn;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who is looking at the page. */
@Named
@Service
public class Visitor {

    /** The name to show, empty for somebody who has not signed in. */
    public String getUsername() {
        return session().map(session -> session.user().username()).orElse("");
    }

    /** Whether changes are allowed. */
    public boolean isAdmin() {
        return session().filter(session -> session.user().role() == Role.ADMIN).isPresent();
    }

    Optional<Session> session() {
        return SignedIn.of(request()).map(SignedIn::session);
    }

    static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }
}
