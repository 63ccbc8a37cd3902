package dev.signalbox.console;

import dev.signalbox.access.ConsolePath;
import dev.signalbox.access.SignedIn;
import jakarta.faces.render.ResponseStateManager;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps whoever is not signed in from taking page sessions, of which there are a thousand for everybody: the sign-in page has no
 * state, and a state that somebody made up is not looked for, which would open a session. A form without state has no proof that
 * this gateway made it either, so what the browser says was sent from another site's page is not taken.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata: Sec-Fetch-Site</a>
 */
@WebFilter(urlPatterns = "*.xhtml", asyncSupported = true)
public class Door extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String NONE = "stateless";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding("UTF-8"); // before the first parameter is read
        }
        var state = request.getParameter(ResponseStateManager.VIEW_STATE_PARAM);
        boolean known =
                state == null || state.equals(NONE) || SignedIn.of(request).isPresent();
        if (known && !(state != null && fromElsewhere(request))) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + ConsolePath.LOGIN + "?stale=true");
    }

    /** Browsers say so wherever a connection can be trusted; what says nothing is no browser, or an old one. */
    private static boolean fromElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return "cross-site".equals(site) || "same-site".equals(site);
    }
}
