package dev.signalbox.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes {@code /v1/v1/messages} for {@code /v1/messages}, and {@code /v1/v1beta/…} likewise: the path of a tool that appends the version to a
 * base URL that has it already.
 */
@Provider
@PreMatching
public class DoubledPrefix implements ContainerRequestFilter {
    private static final String PREFIX = "v1/";

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath(false);
        var bare = path.startsWith("/") ? path.substring(1) : path;
        if (bare.startsWith("v1/v1/") || bare.startsWith("v1/v1beta/")) {
            var once = UriBuilder.fromUri(request.getUriInfo().getBaseUri())
                    .path("{path}")
                    .replaceQuery(request.getUriInfo().getRequestUri().getRawQuery())
                    .buildFromEncoded(bare.substring(PREFIX.length()));
            request.setRequestUri(once);
        }
    }
}
