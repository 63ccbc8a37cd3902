package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.relay.Embeddings;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.TokenCounts;
import dev.signalbox.wire.ClientEmbeddings;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** Gemini's operations on a model; the model may hold slashes, raw or encoded. */
@Service
@Path("v1beta/models/{model:.+}:{operation:[a-zA-Z]+}")
@ClientSurface(Protocol.GEMINI)
public class GeminiResource {
    private final Intake intake;
    private final Relay relay;
    private final TokenCounts counts;
    private final Embeddings embeddings;
    private final Codecs codecs;

    @Inject
    public GeminiResource(Intake intake, Relay relay, TokenCounts counts, Embeddings embeddings, Codecs codecs) {
        this.intake = intake;
        this.relay = relay;
        this.counts = counts;
        this.embeddings = embeddings;
        this.codecs = codecs;
    }

    /** A stream is an array of JSON objects unless {@code alt=sse} asks for events, as at the real API. */
    @POST
    public void operate(
            @PathParam("model") String model,
            @PathParam("operation") String operation,
            @QueryParam("alt") @Nullable String alt,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse response) {
        var form = "sse".equals(alt) ? StreamForm.SSE : StreamForm.JSON_ARRAY;
        switch (operation) {
            case "generateContent" ->
                intake.take(new Intake.Call(Protocol.GEMINI, model, false, form), request, response, relay::relay);
            case "streamGenerateContent" ->
                intake.take(new Intake.Call(Protocol.GEMINI, model, true, form), request, response, relay::relay);
            case "countTokens" ->
                intake.take(new Intake.Call(Protocol.GEMINI, model, false, form), request, response, counts::count);
            case "embedContent" -> embed(model, ClientEmbeddings.GEMINI_ONE, request, response);
            case "batchEmbedContents" -> embed(model, ClientEmbeddings.GEMINI, request, response);
            default ->
                response.resume(Intake.refusal(
                        codecs.client(Protocol.GEMINI),
                        RequestIds.next(),
                        Failure.of(
                                Failure.Kind.CLIENT_FAULT,
                                404,
                                "The operation '" + operation + "' does not exist here.")));
        }
    }

    private void embed(String model, ClientEmbeddings asked, HttpServletRequest request, AsyncResponse response) {
        var call = new Intake.Call(Protocol.GEMINI, model, false, StreamForm.SSE);
        intake.take(call, request, response, exchange -> embeddings.embed(exchange, asked));
    }
}
