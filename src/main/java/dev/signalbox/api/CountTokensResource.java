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

/** Anthropic's token count: what a request would put in, without sending it. */
@Service
@Path("{v1:(v1/)?}messages/count_tokens")
@ClientSurface(Protocol.ANTHROPIC_MESSAGES)
public class CountTokensResource {
    private static final Intake.Call CALL = Intake.Call.of(Protocol.ANTHROPIC_MESSAGES, StreamForm.SSE);

    private final Intake intake;
    private final TokenCounts counts;

    @Inject
    public CountTokensResource(Intake intake, TokenCounts counts) {
        this.intake = intake;
        this.counts = counts;
    }

    @POST
    public void count(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(CALL, request, response, counts::count);
    }
}
