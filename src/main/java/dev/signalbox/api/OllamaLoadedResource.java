package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The models in memory, of which a gateway has none; clients ask before they choose one. */
@Service
@Path("{v1:(v1/)?}api/ps")
@Produces(MediaType.APPLICATION_JSON)
@ClientSurface(Protocol.OLLAMA)
public class OllamaLoadedResource {
    @GET
    public JsonObject loaded() {
        return Json.createObjectBuilder()
                .add("models", JsonValue.EMPTY_JSON_ARRAY)
                .build();
    }
}
