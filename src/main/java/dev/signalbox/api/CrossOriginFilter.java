package dev.signalbox.api;

import dev.signalbox.chat.Protocol;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the origins that an operator named read what the client protocols answer, refusals included. Browsers ask first, which needs no
 * key; cookies are never taken along, and the management API and the console are for nobody's pages but their own.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class CrossOriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String SECONDS = "600";

    private transient @Nullable CrossOrigins origins;

    @Override
    public void init() {
        origins = CDI.current().select(CrossOrigins.class).get();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (origins == null || origins.isEmpty() || !isClientProtocol(path(request))) {
            chain.doFilter(request, response);
            return;
        }
        response.addHeader("Vary", "Origin");
        var origin = request.getHeader("Origin");
        if (!origins.allows(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (asksFirst(request)) {
            permit(request, response);
            return;
        }
        response.setHeader("Access-Control-Expose-Headers", "*");
        chain.doFilter(request, response);
    }

    private static boolean asksFirst(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static void permit(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Access-Control-Request-Headers");
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE");
        var headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null && headers.matches("[\\w!#$%&'*+.^`|~, -]{1,4000}")) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        if ("true".equals(request.getHeader("Access-Control-Request-Private-Network"))) {
            response.setHeader("Access-Control-Allow-Private-Network", "true");
        }
        response.setHeader("Access-Control-Max-Age", SECONDS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Decoded and without dots, as the container takes it. */
    private static String path(HttpServletRequest request) {
        var rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }

    static boolean isClientProtocol(String path) {
        return path.startsWith("/v1/")
                || path.startsWith("/v1alpha/")
                || path.startsWith("/v1beta/")
                || (path.startsWith("/api/") && EdgeErrors.family(path.substring(1)) == Protocol.OLLAMA);
    }
}
