package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.Embeddings;
import dev.signalbox.wire.ClientEmbeddings;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** OpenAI embeddings. */
@Service
@Path("{v1:(v1/)?}embeddings")
@ClientSurface(Protocol.OPENAI_CHAT)
public class EmbeddingsResource {
    private static final Intake.Call CALL = Intake.Call.of(Protocol.OPENAI_CHAT, StreamForm.SSE);

    private final Intake intake;
    private final Embeddings embeddings;

    @Inject
    public EmbeddingsResource(Intake intake, Embeddings embeddings) {
        this.intake = intake;
        this.embeddings = embeddings;
    }

    @POST
    public void embed(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(CALL, request, response, asked -> embeddings.embed(asked, ClientEmbeddings.OPENAI));
    }
}
