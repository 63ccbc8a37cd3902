package dev.signalbox.console;

import dev.signalbox.access.ConsolePath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Leads from the folder of the pages to the first one; a servlet cannot, because the resources take every path that ends in a slash. */
@WebFilter(urlPatterns = "/console/*", asyncSupported = true)
public class Folder extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ConsolePath.isFolder(request)) {
            response.sendRedirect(request.getContextPath() + Pages.OVERVIEW);
        } else {
            chain.doFilter(request, response);
        }
    }
}
