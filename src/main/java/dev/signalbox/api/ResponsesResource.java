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

/** OpenAI Responses. */
@Service
@Path("{v1:(v1/)?}responses")
@ClientSurface(Protocol.OPENAI_RESPONSES)
public class ResponsesResource {
    private static final Intake.Call CALL = Intake.Call.of(Protocol.OPENAI_RESPONSES, StreamForm.SSE);

    private final Intake intake;
    private final Relay relay;

    @Inject
    public ResponsesResource(Intake intake, Relay relay) {
        this.intake = intake;
        this.relay = relay;
    }

    @POST
    public void create(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(CALL, request, response, relay::relay);
    }
}
