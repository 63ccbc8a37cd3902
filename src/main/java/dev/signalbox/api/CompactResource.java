package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.Compactions;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** OpenAI Responses: a long conversation made short. */
@Service
@Path("{v1:(v1/)?}responses/compact")
@ClientSurface(Protocol.OPENAI_RESPONSES)
public class CompactResource {
    private static final Intake.Call CALL = Intake.Call.of(Protocol.OPENAI_RESPONSES, StreamForm.SSE);

    private final Intake intake;
    private final Compactions compactions;

    @Inject
    public CompactResource(Intake intake, Compactions compactions) {
        this.intake = intake;
        this.compactions = compactions;
    }

    @POST
    public void compact(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(CALL, request, response, compactions::compact);
    }
}
