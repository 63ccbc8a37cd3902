package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.TokenCounts;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** OpenAI's token count of a Responses request. */
@Service
@Path("{v1:(v1/)?}responses/input_tokens")
@ClientSurface(Protocol.OPENAI_RESPONSES)
public class InputTokensResource {
    private static final Intake.Call CALL = Intake.Call.of(Protocol.OPENAI_RESPONSES, StreamForm.SSE);

    private final Intake intake;
    private final TokenCounts counts;

    @Inject
    public InputTokensResource(Intake intake, TokenCounts counts) {
        this.intake = intake;
        this.counts = counts;
    }

    @POST
    public void count(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(CALL, request, response, counts::count);
    }
}
