package dev.signalbox.console;

import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What a browser gets where a page fails or is missing, instead of the server's own page, which shows the code's insides. Client
 * protocols and the management API answer their errors themselves.
 */
@WebServlet("/trouble")
public class Trouble extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (isStale(failure instanceof Throwable thrown ? thrown : null)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) + "?stale=true");
            return;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_NOT_FOUND;
        show(request, response, status);
    }

    /** A page that lay open until the server forgot its state starts anew. */
    private static boolean isStale(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ViewExpiredException) {
                return true;
            }
        }
        return false;
    }

    private static void show(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        var kind = status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "missing" : "failed";
        response.setStatus(status);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var words = ResourceBundle.getBundle(Notices.BUNDLE, Locale.ENGLISH);
        var page = page(
                words.getString("trouble." + kind),
                words.getString("trouble." + kind + "Text"),
                words.getString("trouble.home"),
                request.getContextPath());
        response.getWriter().write(page);
    }

    private static String page(String title, String text, String home, String root) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="UTF-8"/>
                  <meta name="viewport" content="width=device-width, initial-scale=1"/>
                  <meta name="color-scheme" content="light dark"/>
                  <title>%1$s · Signalbox</title>
                  <link rel="stylesheet" href="%4$s/jakarta.faces.resource/console.css.xhtml?ln=console"/>
                </head>
                <body class="door"><main><h1>%1$s</h1><p>%2$s</p><p><a href="%4$s/">%3$s</a></p></main></body>
                </html>
                """.formatted(title, text, home, root);
    }
}
