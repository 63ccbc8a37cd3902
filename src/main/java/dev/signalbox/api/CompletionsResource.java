package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.Relay;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** OpenAI's legacy completions. */
@Service
@Path("{v1:(v1/)?}completions")
@ClientSurface(Protocol.OPENAI_CHAT)
public class CompletionsResource {
    private static final Intake.Call CALL = Intake.Call.legacy(Protocol.OPENAI_CHAT, StreamForm.SSE);

    private final Intake intake;
    private final Relay relay;

    @Inject
    public CompletionsResource(Intake intake, Relay relay) {
        this.intake = intake;
        this.relay = relay;
    }

    @POST
    public void create(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(CALL, request, response, relay::relay);
    }
}
