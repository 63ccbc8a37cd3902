package dev.signalbox.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the console is, and which of its pages somebody who had to sign in first is led to afterwards. */
public final class ConsolePath {
    /** The first page. */
    public static final String OVERVIEW = "/console/index.xhtml";

    /** The page on which people sign in. */
    public static final String LOGIN = "/login.xhtml";

    /** The parameter of {@link #LOGIN} that names the page one came from. */
    public static final String TO = "to";

    private static final String FOLDER = "/console";
    private static final int LONGEST = 600;
    private static final Pattern PAGE = Pattern.compile("/console/[a-z-]+\\.xhtml(\\?[\\w.~%&=+-]*)?");

    private ConsolePath() {}

    /** A request's path without what the application is deployed under. */
    private static String of(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Whether it is asked for the folder of the pages, not for one of them. */
    public static boolean isFolder(HttpServletRequest request) {
        var path = of(request);
        return path.equals(FOLDER) || path.equals(FOLDER + "/");
    }

    static boolean isInside(HttpServletRequest request) {
        return isFolder(request) || of(request).startsWith(FOLDER + "/");
    }

    /** The page on which to sign in, which leads on to what was asked for. */
    static String login(HttpServletRequest request, boolean ended) {
        var query = request.getQueryString();
        var asked = page(of(request) + (query == null ? "" : "?" + query));
        var to = asked.filter(page -> !page.equals(OVERVIEW))
                .map(page -> TO + "=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                .orElse("");
        var all = ended ? "ended=true" + (to.isEmpty() ? "" : "&" + to) : to;
        return request.getContextPath() + LOGIN + (all.isEmpty() ? "" : "?" + all);
    }

    /** The page that an address names, if it is one of the console's: anybody can write a link that leads elsewhere. */
    public static Optional<String> page(@Nullable String address) {
        return Optional.ofNullable(address)
                .filter(named ->
                        named.length() <= LONGEST && PAGE.matcher(named).matches());
    }
}
