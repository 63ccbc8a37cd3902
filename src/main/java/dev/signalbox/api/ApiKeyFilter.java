package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.access.ApiKeys;
import dev.signalbox.access.Clients;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.Codecs;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Admits callers of the client surface by API key; the refusal is in the protocol of what was called. With
 * {@code REQUIRE_API_KEY=false} callers on the loopback address need none.
 */
@Provider
@Service
@ClientSurface
@Priority(Priorities.AUTHENTICATION)
public class ApiKeyFilter implements ContainerRequestFilter {
    static final String CALLER = "signalbox.caller";

    private final ApiKeys keys;
    private final Codecs codecs;
    private final Clients clients;

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest servlet;

    /** RESTEasy takes providers only with a constructor without parameters, even where CDI builds them. */
    @SuppressWarnings("NullAway.Init") // the container sets the @Context fields
    public ApiKeyFilter() {
        this.keys = CDI.current().select(ApiKeys.class).get();
        this.codecs = CDI.current().select(Codecs.class).get();
        this.clients = CDI.current().select(Clients.class).get();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var presented = PresentedKey.of(request);
        var caller = keys.caller(presented.orElse(null), clients.of(servlet));
        if (caller.isPresent()) {
            request.setProperty(CALLER, caller.get());
        } else {
            request.abortWith(refusal(presented.isPresent()));
        }
    }

    private Response refusal(boolean presented) {
        var failure = new Failure(
                Failure.Kind.UNAUTHORIZED,
                401,
                presented
                        ? "The API key is not valid, was revoked, or has expired."
                        : "An API key is needed: send it as 'Authorization: Bearer', 'x-api-key' or 'x-goog-api-key'.",
                "invalid_api_key",
                null,
                null);
        var surface = Optional.ofNullable(resource.getResourceMethod().getAnnotation(ClientSurface.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(ClientSurface.class)));
        var error = codecs.client(surface.orElseThrow().value()).error(failure);
        var response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error.body());
        error.headers().forEach(response::header);
        return response.header("x-signalbox-request-id", RequestIds.next()).build();
    }
}
