package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The list of models in Ollama's shape. */
@Service
@Path("{v1:(v1/)?}api/tags")
@Produces(MediaType.APPLICATION_JSON)
@ClientSurface(Protocol.OLLAMA)
public class OllamaTagsResource {
    private final VisibleModels models;

    @Inject
    public OllamaTagsResource(VisibleModels models) {
        this.models = models;
    }

    @GET
    public JsonObject list(@Context HttpServletRequest request) {
        var data = Json.createArrayBuilder();
        models.to(request).forEach(m -> data.add(OllamaModels.tag(m)));
        return Json.createObjectBuilder().add("models", data).build();
    }
}
