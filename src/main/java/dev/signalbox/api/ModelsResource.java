package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.ModelList;
import dev.signalbox.wire.Codecs;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of models in OpenAI's shape, in Anthropic's when the client says {@code anthropic-version}. */
@Service
@Path("{v1:(v1/)?}models")
@Produces(MediaType.APPLICATION_JSON)
@ClientSurface(Protocol.OPENAI_CHAT)
public class ModelsResource {
    /** Neither list may leave the date out, and the catalogue does not know when a model was made. */
    private static final long CREATED = 1_735_689_600L;

    private final VisibleModels models;
    private final Codecs codecs;

    @Inject
    public ModelsResource(VisibleModels models, Codecs codecs) {
        this.models = models;
        this.codecs = codecs;
    }

    @GET
    public Response list(
            @HeaderParam("anthropic-version") @Nullable String anthropic,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after_id") @Nullable String after,
            @QueryParam("before_id") @Nullable String before,
            @Context HttpServletRequest request) {
        var all = models.to(request);
        if (anthropic == null) {
            return Response.ok(openAi(all)).build();
        }
        try {
            int size = ModelPage.size(limit, "limit");
            var page = before == null
                    ? ModelPage.after(all, after, "after_id", size)
                    : ModelPage.before(all, before, "before_id", size);
            return Response.ok(anthropic(page)).build();
        } catch (ChatException refused) {
            return Intake.refusal(codecs.client(Protocol.ANTHROPIC_MESSAGES), RequestIds.next(), refused.failure());
        }
    }

    private static JsonObject openAi(List<ModelList.Listed> all) {
        var data = Json.createArrayBuilder();
        all.forEach(m -> data.add(openAi(m)));
        return Json.createObjectBuilder()
                .add("object", "list")
                .add("data", data)
                .build();
    }

    private static JsonObject anthropic(ModelPage page) {
        var data = Json.createArrayBuilder();
        page.items().forEach(m -> data.add(anthropic(m)));
        var json = Json.createObjectBuilder().add("data", data).add("has_more", page.more());
        if (page.items().isEmpty()) {
            return json.addNull("first_id").addNull("last_id").build();
        }
        return json.add("first_id", page.items().getFirst().id())
                .add("last_id", page.items().getLast().id())
                .build();
    }

    @GET
    @Path("{id:.+}")
    public Response one(
            @PathParam("id") String id,
            @HeaderParam("anthropic-version") @Nullable String anthropic,
            @Context HttpServletRequest request) {
        var found = models.find(id, request);
        if (found.isPresent()) {
            return Response.ok((anthropic == null ? openAi(found.get()) : anthropic(found.get())).build())
                    .build();
        }
        var protocol = anthropic == null ? Protocol.OPENAI_CHAT : Protocol.ANTHROPIC_MESSAGES;
        return Intake.refusal(codecs.client(protocol), RequestIds.next(), unknown(id));
    }

    static Failure unknown(String id) {
        return new Failure(
                Failure.Kind.MODEL_UNAVAILABLE,
                404,
                "The model '" + id + "' does not exist here.",
                "model_not_found",
                "model",
                null);
    }

    private static JsonObjectBuilder openAi(ModelList.Listed listed) {
        var json = Json.createObjectBuilder()
                .add("id", listed.id())
                .add("object", "model")
                .add("created", CREATED)
                .add("owned_by", listed.owner());
        var model = listed.model();
        if (model != null && model.known()) {
            json.add("name", model.name());
        }
        return ModelMetadata.addTo(json, listed);
    }

    private static JsonObjectBuilder anthropic(ModelList.Listed listed) {
        var model = listed.model();
        var json = Json.createObjectBuilder()
                .add("type", "model")
                .add("id", listed.id())
                .add("display_name", model == null ? listed.id() : model.name())
                .add("created_at", "2025-01-01T00:00:00Z");
        if (model != null && model.known()) {
            json.add("max_input_tokens", model.contextWindow()).add("max_tokens", model.maxOutputTokens());
        }
        return ModelMetadata.addTo(json, listed);
    }
}
