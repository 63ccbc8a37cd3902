package dev.signalbox.upstream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The MicroProfile REST clients, one per protocol: public, because RESTEasy builds their proxies. Bodies pass as bytes. */
public final class ProviderClients {
    private ProviderClients() {}

    @Path("")
    @Consumes(MediaType.APPLICATION_JSON)
    public interface OpenAiChat {
        @POST
        @Path("chat/completions")
        Response complete(byte[] body);

        @POST
        @Path("embeddings")
        Response embed(byte[] body);

        @GET
        @Path("models")
        Response models();
    }

    @Path("")
    @Consumes(MediaType.APPLICATION_JSON)
    public interface Responses {
        @POST
        @Path("responses")
        Response create(byte[] body);

        @POST
        @Path("embeddings")
        Response embed(byte[] body);

        @GET
        @Path("models")
        Response models();
    }

    @Path("")
    @Consumes(MediaType.APPLICATION_JSON)
    public interface Anthropic {
        @POST
        @Path("messages")
        Response create(byte[] body);

        @POST
        @Path("messages/count_tokens")
        Response countTokens(byte[] body);

        @GET
        @Path("models")
        Response models();
    }

    @Path("")
    @Consumes(MediaType.APPLICATION_JSON)
    public interface Gemini {
        @POST
        @Path("models/{model}:generateContent")
        Response generate(@PathParam("model") String model, byte[] body);

        @POST
        @Path("models/{model}:streamGenerateContent")
        Response stream(@PathParam("model") String model, @QueryParam("alt") String alt, byte[] body);

        @POST
        @Path("models/{model}:countTokens")
        Response countTokens(@PathParam("model") String model, byte[] body);

        @GET
        @Path("models")
        Response models();
    }

    @Path("")
    @Consumes(MediaType.APPLICATION_JSON)
    public interface Ollama {
        @POST
        @Path("api/chat")
        Response chat(byte[] body);

        @POST
        @Path("api/embed")
        Response embed(byte[] body);

        @GET
        @Path("api/tags")
        Response tags();
    }
}
