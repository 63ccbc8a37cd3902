package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.catalog.ModelKind;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.ModelList;
import dev.signalbox.wire.Codecs;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The list of models in Gemini's shape. */
@Service
@Path("v1beta/models")
@Produces(MediaType.APPLICATION_JSON)
@ClientSurface(Protocol.GEMINI)
public class GeminiModelsResource {
    private final VisibleModels models;
    private final Codecs codecs;

    @Inject
    public GeminiModelsResource(VisibleModels models, Codecs codecs) {
        this.models = models;
        this.codecs = codecs;
    }

    @GET
    public Response list(
            @QueryParam("pageSize") @Nullable String size,
            @QueryParam("pageToken") @Nullable String token,
            @Context HttpServletRequest request) {
        try {
            var after = token == null || token.isEmpty() ? null : token;
            var page = ModelPage.after(models.to(request), after, "pageToken", ModelPage.size(size, "pageSize"));
            return Response.ok(list(page)).build();
        } catch (ChatException refused) {
            return Intake.refusal(codecs.client(Protocol.GEMINI), RequestIds.next(), refused.failure());
        }
    }

    private static JsonObject list(ModelPage page) {
        var data = Json.createArrayBuilder();
        page.items().forEach(m -> data.add(model(m)));
        var json = Json.createObjectBuilder().add("models", data);
        if (page.more()) {
            json.add("nextPageToken", page.items().getLast().id());
        }
        return json.build();
    }

    @GET
    @Path("{model:[^:]+}")
    public Response one(@PathParam("model") String id, @Context HttpServletRequest request) {
        return models.find(id, request)
                .map(m -> Response.ok(model(m).build()).build())
                .orElseGet(() ->
                        Intake.refusal(codecs.client(Protocol.GEMINI), RequestIds.next(), ModelsResource.unknown(id)));
    }

    private static JsonObjectBuilder model(ModelList.Listed listed) {
        var json = Json.createObjectBuilder()
                .add("name", "models/" + listed.id())
                .add(
                        "displayName",
                        listed.model() == null ? listed.id() : listed.model().name());
        json.add("supportedGenerationMethods", methods(listed));
        var model = listed.model();
        if (model != null && model.known()) {
            json.add("inputTokenLimit", model.contextWindow()).add("outputTokenLimit", model.maxOutputTokens());
        }
        return ModelMetadata.addTo(json, listed);
    }

    private static JsonArrayBuilder methods(ModelList.Listed listed) {
        var model = listed.model();
        var methods = Json.createArrayBuilder();
        return model != null && model.kind() == ModelKind.EMBEDDING
                ? methods.add("embedContent").add("batchEmbedContents")
                : methods.add("generateContent").add("streamGenerateContent").add("countTokens");
    }
}
