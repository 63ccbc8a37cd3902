package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.clitools.CodingTool;
import dev.signalbox.clitools.Configuration;
import dev.signalbox.clitools.Connection;
import dev.signalbox.routing.ModelList;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Configuration texts that point coding tools and SDKs at this gateway. */
@Service
@Path("api/cli-tools")
@Tag(name = "Tools")
@RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
public class CliToolsResource {
    private static final String ANY_KEY = "YOUR_API_KEY";
    private static final String ANY_MODEL = "provider/model";

    private final ModelList models;

    @Inject
    public CliToolsResource(ModelList models) {
        this.models = models;
    }

    /** A tool by its id and its name for people. */
    @Schema(name = "CliTool")
    public record Tool(String id, String name) {}

    /**
     * What to do for a tool.
     *
     * @param text all parts in one
     */
    @Schema(name = "CliToolConfiguration")
    public record Shown(String tool, String name, String baseUrl, String model, String text, List<Part> parts) {}

    /**
     * A part of it.
     *
     * @param kind {@code file}, {@code shell}, {@code steps} or {@code note}
     * @param path where the file belongs, absent for other parts
     */
    @Schema(name = "CliToolPart")
    public record Part(String kind, @Nullable String path, String content) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The tools there are texts for")
    public Page<Tool> list() {
        return Page.all(Arrays.stream(CodingTool.values())
                .map(tool -> new Tool(tool.id(), tool.title()))
                .toList());
    }

    @GET
    @Path("{tool}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What to save or enter where, with this key and model")
    public Shown get(
            @PathParam("tool") String tool,
            @Parameter(example = "sk-...") @QueryParam("key") @Nullable String key,
            @Parameter(example = "anthropic/claude-sonnet-4-5") @QueryParam("model") @Nullable String model,
            @Context UriInfo address) {
        var connection = connection(key, model, address);
        var configuration = configuration(tool, connection);
        return new Shown(
                configuration.tool().id(),
                configuration.title(),
                connection.baseUrl(),
                connection.model(),
                configuration.text(),
                configuration.parts().stream().map(CliToolsResource::part).toList());
    }

    @GET
    @Path("{tool}/download")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The same as one text file")
    public Response download(
            @PathParam("tool") String tool,
            @QueryParam("key") @Nullable String key,
            @QueryParam("model") @Nullable String model,
            @Context UriInfo address) {
        var configuration = configuration(tool, connection(key, model, address));
        return Response.ok(configuration.text(), MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"signalbox-"
                                + configuration.tool().id() + ".txt\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Configuration configuration(String tool, Connection connection) {
        return CodingTool.of(tool)
                .orElseThrow(() -> ProblemException.notFound("tool"))
                .configuration(connection);
    }

    private Connection connection(@Nullable String key, @Nullable String model, UriInfo address) {
        return new Connection(
                baseUrl(address),
                harmless("key", key == null || key.isBlank() ? ANY_KEY : key.strip()),
                harmless("model", model == null || model.isBlank() ? anyModel() : model.strip()));
    }

    /** The address as the caller reached it. */
    private static String baseUrl(UriInfo address) {
        var base = address.getBaseUri().toString();
        var url = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return harmless("Host", url);
    }

    private static String harmless(String field, String value) {
        if (!Connection.isHarmless(value)) {
            throw ProblemException.invalid(field, "holds a character that no key, model or address has");
        }
        return value;
    }

    private String anyModel() {
        return models.all().stream()
                .map(ModelList.Listed::id)
                .filter(Connection::isHarmless)
                .findFirst()
                .orElse(ANY_MODEL);
    }

    private static Part part(Configuration.Part part) {
        return new Part(
                part.kind().name().toLowerCase(Locale.ROOT),
                part.title().isEmpty() ? null : part.title(),
                part.content());
    }
}
