package dev.signalbox.management;

import dev.signalbox.database.Durability;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Tells a caller that a change was made only when the change would survive the process. */
@Provider
public class DurableAnswers implements ContainerResponseFilter {
    private static final String PATHS = "api/";

    private final Durability durability;

    /** RESTEasy takes providers only with a constructor without parameters. */
    public DurableAnswers() {
        durability = CDI.current().select(Durability.class).get();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (isManagement(request)
                && !request.getMethod().equals(HttpMethod.GET)
                && response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL) {
            durability.force();
        }
    }

    /** The client protocols have paths under {@code /api} too: Ollama's chat is none of ours. */
    private static boolean isManagement(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        var relative = path.startsWith("/") ? path.substring(1) : path;
        return relative.startsWith(PATHS) && !relative.startsWith(PATHS + "chat");
    }
}
