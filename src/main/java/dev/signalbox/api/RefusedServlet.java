package dev.signalbox.api;

import dev.signalbox.wire.Codecs;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The page behind errors that the container itself finds, a content type that is none above all: what it would show as a web page is said
 * in the protocol that the path belongs to.
 */
@WebServlet(urlPatterns = RefusedServlet.PATH, asyncSupported = true)
public class RefusedServlet extends HttpServlet {
    static final String PATH = "/refused";
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri ? uri : PATH;
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var codecs = CDI.current().select(Codecs.class).get();
        var error = codecs.client(EdgeErrors.family(path.substring(1))).error(EdgeErrors.failure(status));
        response.setStatus(error.status());
        response.setContentType("application/json");
        response.setHeader("x-signalbox-request-id", RequestIds.next());
        error.headers().forEach(response::setHeader);
        response.getOutputStream().write(error.body());
    }
}
