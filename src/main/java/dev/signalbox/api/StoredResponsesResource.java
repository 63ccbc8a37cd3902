package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.access.Caller;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.StoredResponses;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.ResponseState;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Responses API's way to a response that was kept here; each key sees its own. */
@Service
@Path("{v1:(v1/)?}responses/{id}")
@ClientSurface(Protocol.OPENAI_RESPONSES)
public class StoredResponsesResource {
    private static final int USUAL_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;

    private final StoredResponses stored;
    private final Codecs codecs;

    @Inject
    public StoredResponsesResource(StoredResponses stored, Codecs codecs) {
        this.stored = stored;
        this.codecs = codecs;
    }

    @GET
    public Response find(
            @PathParam("id") String id, @QueryParam("stream") boolean stream, @Context HttpServletRequest request) {
        if (stream) {
            return refused(Failure.badRequest("Only a response made with background=true can be streamed.", "stream"));
        }
        return answer(stored.find(caller(request), id), id);
    }

    @DELETE
    public Response delete(@PathParam("id") String id, @Context HttpServletRequest request) {
        boolean gone = stored.delete(caller(request), id);
        return answer(gone ? Optional.of(ResponseState.deleted(id)) : Optional.empty(), id);
    }

    @GET
    @Path("input_items")
    public Response inputItems(
            @PathParam("id") String id,
            @QueryParam("order") @Nullable String order,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context HttpServletRequest request) {
        int most = limit(limit);
        if (most < 1 || most > HIGHEST_LIMIT) {
            return refused(Failure.badRequest("'limit' must be an integer from 1 to 100.", "limit"));
        }
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            return refused(Failure.badRequest("'order' must be 'asc' or 'desc'.", "order"));
        }
        var items = stored.inputItems(caller(request), id);
        return answer(items.map(turns -> ResponseState.page(turns, "asc".equals(order), most, after)), id);
    }

    /** Zero when it is no number of at most three digits. */
    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        return limit.matches("\\d{1,3}") ? Integer.parseInt(limit) : 0;
    }

    private static Caller caller(HttpServletRequest request) {
        return (Caller) Objects.requireNonNull(request.getAttribute(ApiKeyFilter.CALLER));
    }

    private Response answer(Optional<byte[]> body, String id) {
        return body.map(b -> Response.ok(b, MediaType.APPLICATION_JSON_TYPE)
                        .header("x-signalbox-request-id", RequestIds.next())
                        .build())
                .orElseGet(() -> refused(
                        Failure.of(Failure.Kind.CLIENT_FAULT, 404, "Response with id '" + id + "' not found.")));
    }

    private Response refused(Failure failure) {
        return Intake.refusal(codecs.client(Protocol.OPENAI_RESPONSES), RequestIds.next(), failure);
    }
}
