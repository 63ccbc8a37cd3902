package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.catalog.ModelAliases;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Other names for models, as one object: {@code {"alias": "prefix/model"}}. */
@Service
@Path("api/models/alias")
@Tag(name = "Models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AliasResource {
    private static final int LONGEST = 400;
    private static final String EXAMPLE = """
            {"fast": "groq/llama-3.3-70b-versatile", "old-name": null}""";

    private final ModelAliases aliases;

    @Inject
    public AliasResource(ModelAliases aliases) {
        this.aliases = aliases;
    }

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "All aliases with the models they stand for")
    public Map<String, String> get() {
        return aliases.all();
    }

    @PUT
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Set the aliases named, leave the others; null removes one")
    public Map<String, String> put(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "aliases", value = EXAMPLE)))
                    Input input) {
        var changes = new LinkedHashMap<String, Optional<String>>();
        input.json().keySet().forEach(alias -> changes.put(alias, input.optionalText(alias, LONGEST)));
        aliases.change(changes);
        return aliases.all();
    }
}
