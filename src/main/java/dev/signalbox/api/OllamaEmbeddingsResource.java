package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.Embeddings;
import dev.signalbox.relay.ModelLoads;
import dev.signalbox.wire.ClientEmbeddings;
import dev.signalbox.wire.OllamaLoad;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** Ollama's embeddings of one prompt, as it was before there were many. */
@Service
@Path("{v1:(v1/)?}api/embeddings")
@ClientSurface(Protocol.OLLAMA)
public class OllamaEmbeddingsResource {
    private static final Intake.Call CALL = Intake.Call.of(Protocol.OLLAMA, StreamForm.NDJSON);

    private final Intake intake;
    private final ModelLoads loads;
    private final Embeddings embeddings;

    @Inject
    public OllamaEmbeddingsResource(Intake intake, ModelLoads loads, Embeddings embeddings) {
        this.intake = intake;
        this.loads = loads;
        this.embeddings = embeddings;
    }

    @POST
    public void embed(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        intake.take(
                CALL,
                request,
                response,
                exchange -> loads.answer(
                        exchange,
                        OllamaLoad.EMBED_PROMPT,
                        asked -> embeddings.embed(asked, ClientEmbeddings.OLLAMA_PROMPT)));
    }
}
