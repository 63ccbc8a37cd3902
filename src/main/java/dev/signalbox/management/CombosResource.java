package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.routing.Combo;
import dev.signalbox.routing.Combos;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Combos: several models behind one name. */
@Service
@Path("api/combos")
@Tag(name = "Models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CombosResource {
    private static final String WHAT = "combo";
    private static final int LONGEST = 1000;
    private static final int MOST = 100;
    private static final String EXAMPLE = """
        {"name": "daily", "models": ["anthropic/claude-sonnet-4-5", "glm/glm-4.6"], "strategy": "fallback"}\
        """;

    private final Combos combos;

    @Inject
    public CombosResource(Combos combos) {
        this.combos = combos;
    }

    /** A combo as this API shows it. */
    @Schema(name = "Combo")
    public record Shown(UUID id, String name, List<String> models, String strategy) {
        public Shown {
            models = List.copyOf(models);
        }

        static Shown of(Combo combo) {
            return new Shown(
                    combo.id(), combo.name(), combo.models(), combo.strategy().id());
        }
    }

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "All combos by name")
    public Page<Shown> list() {
        return Page.all(combos.all().stream().map(Shown::of).toList());
    }

    @POST
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Add a combo; the strategy is fallback unless another is asked for")
    @APIResponse(
            responseCode = "201",
            description = "the new combo",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "409", description = "the name is in use")
    public Response create(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "combo", value = EXAMPLE)))
                    Input input) {
        var models = input.texts("models", LONGEST, MOST)
                .orElseThrow(() -> ProblemException.badField("models", "is required"));
        var combo =
                Shown.of(combos.create(input.text("name", LONGEST), models, strategy(input, Combo.Strategy.FALLBACK)));
        return Response.created(URI.create("/api/combos/" + combo.id()))
                .entity(combo)
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "One combo")
    public Shown get(@PathParam("id") String id) {
        return Shown.of(find(id));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Replace what the body names, leave the rest")
    public Shown update(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "combo", value = EXAMPLE)))
                    Input input) {
        var before = find(id);
        var combo = new Combo(
                before.id(),
                input.optionalText("name", LONGEST).orElse(before.name()),
                input.texts("models", LONGEST, MOST).orElse(before.models()),
                strategy(input, before.strategy()));
        if (!combos.update(combo)) {
            throw ProblemException.notFound(WHAT);
        }
        return Shown.of(combo);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Remove a combo")
    @APIResponse(responseCode = "204", description = "removed")
    public void delete(@PathParam("id") String id) {
        if (!combos.delete(Ids.parse(id, WHAT))) {
            throw ProblemException.notFound(WHAT);
        }
    }

    private Combo find(String id) {
        return combos.find(Ids.parse(id, WHAT)).orElseThrow(() -> ProblemException.notFound(WHAT));
    }

    private static Combo.Strategy strategy(Input input, Combo.Strategy otherwise) {
        return input.optionalText("strategy", LONGEST)
                .map(text -> Combo.Strategy.of(text)
                        .orElseThrow(() -> ProblemException.invalid(
                                "strategy", "must be fallback, round-robin, weighted, least-used or earliest-expiry")))
                .orElse(otherwise);
    }
}
