package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The version of Ollama whose protocol is spoken here: clients refuse to talk to one that is too old for them. */
@Service
@Path("{v1:(v1/)?}api/version")
@Produces(MediaType.APPLICATION_JSON)
@ClientSurface(Protocol.OLLAMA)
public class OllamaVersionResource {
    private static final String SPOKEN = "0.12.0";

    @GET
    public JsonObject version() {
        return Json.createObjectBuilder().add("version", SPOKEN).build();
    }
}
