package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** One model as Ollama describes it. */
@Service
@Path("{v1:(v1/)?}api/show")
@Produces(MediaType.APPLICATION_JSON)
@ClientSurface(Protocol.OLLAMA)
public class OllamaShowResource {
    private final VisibleModels models;
    private final RequestBodies bodies;
    private final Codecs codecs;

    @Inject
    public OllamaShowResource(VisibleModels models, RequestBodies bodies, Codecs codecs) {
        this.models = models;
        this.bodies = bodies;
        this.codecs = codecs;
    }

    @POST
    public Response show(@Context HttpServletRequest request) {
        try (var room = bodies.room()) {
            var body = new Fields(Json.request(bodies.read(Protocol.OLLAMA, request, room)), "");
            var name = body.string("model") == null ? body.requiredString("name") : body.requiredString("model");
            var model = models.find(name, request)
                    .orElseThrow(() -> Failure.of(Failure.Kind.MODEL_UNAVAILABLE, 404, "model '" + name + "' not found")
                            .asException());
            return Response.ok(OllamaModels.shown(model).build()).build();
        } catch (ChatException e) {
            return Intake.refusal(codecs.client(Protocol.OLLAMA), RequestIds.next(), e.failure());
        }
    }
}
