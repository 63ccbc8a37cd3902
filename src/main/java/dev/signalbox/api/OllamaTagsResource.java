package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.ModelList;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The list of models in Ollama's shape; sizes and digests are those of files, which a gateway has none of. */
@Service
@Path("{v1:(v1/)?}api/tags")
@Produces(MediaType.APPLICATION_JSON)
@ClientSurface(Protocol.OLLAMA)
public class OllamaTagsResource {
    private final ModelList models;

    @Inject
    public OllamaTagsResource(ModelList models) {
        this.models = models;
    }

    @GET
    public JsonObject list() {
        var data = Json.createArrayBuilder();
        models.all().forEach(m -> data.add(tag(m)));
        return Json.createObjectBuilder().add("models", data).build();
    }

    private static JsonObjectBuilder tag(ModelList.Listed listed) {
        return Json.createObjectBuilder()
                .add("name", listed.id())
                .add("model", listed.id())
                .add("modified_at", "2025-01-01T00:00:00Z")
                .add("size", 0)
                .add("digest", "")
                .add(
                        "details",
                        Json.createObjectBuilder().add("format", "remote").add("family", listed.owner()));
    }
}
