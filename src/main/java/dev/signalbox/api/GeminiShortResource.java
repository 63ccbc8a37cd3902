package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's operations where a client leaves "models/" out, as some do for a model whose name has a slash. A path of its own: one
 * path for both would lose to that of the list of models.
 */
@Service
@Path("v1beta/{model:.+}:{operation:[a-zA-Z]+}")
@ClientSurface(Protocol.GEMINI)
public class GeminiShortResource {
    private final GeminiResource operations;

    @Inject
    public GeminiShortResource(GeminiResource operations) {
        this.operations = operations;
    }

    @POST
    @Operation(hidden = true)
    public void operate(
            @PathParam("model") String model,
            @PathParam("operation") String operation,
            @QueryParam("alt") @Nullable String alt,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse response) {
        operations.operate(model, operation, alt, request, response);
    }
}
