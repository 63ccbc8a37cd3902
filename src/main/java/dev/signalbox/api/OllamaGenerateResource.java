package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.ModelLoads;
import dev.signalbox.relay.Relay;
import dev.signalbox.wire.OllamaLoad;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** Ollama generate. */
@Service
@Path("{v1:(v1/)?}api/generate")
@ClientSurface(Protocol.OLLAMA)
public class OllamaGenerateResource {
    private static final Intake.Call CALL = Intake.Call.legacy(Protocol.OLLAMA, StreamForm.NDJSON);

    private final Intake intake;
    private final ModelLoads loads;
    private final Relay relay;

    @Inject
    public OllamaGenerateResource(Intake intake, ModelLoads loads, Relay relay) {
        this.intake = intake;
        this.loads = loads;
        this.relay = relay;
    }

    @POST
    public void create(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(CALL, request, response, exchange -> loads.answer(exchange, OllamaLoad.GENERATE, relay::relay));
    }
}
