package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.ApiKeyChange;
import dev.signalbox.access.ApiKeySummary;
import dev.signalbox.access.ApiKeys;
import dev.signalbox.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.BeanParam;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The API keys that programs call the gateway with. */
@Service
@Path("api/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "API keys")
public class KeysResource {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MODEL = 400;
    private static final int MOST_MODELS = 500;
    private static final Set<String> SHOWN = Set.of("id", "prefix", "lastFour", "createdAt", "lastUsedAt");

    private final ApiKeys keys;
    private final Clock clock;

    /** A key as this surface shows it: never the key itself, but how it begins and ends. */
    @JsonbPropertyOrder({
        "id",
        "name",
        "prefix",
        "lastFour",
        "enabled",
        "allowedModels",
        "createdAt",
        "expiresAt",
        "lastUsedAt"
    })
    public record Key(
            UUID id,
            String name,
            String prefix,
            String lastFour,
            boolean enabled,
            List<String> allowedModels,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {
        static Key of(ApiKeySummary key) {
            return new Key(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    key.lastFour(),
                    key.enabled(),
                    key.allowedModels().stream().sorted().toList(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }
    }

    /** A key that was just made. */
    @JsonbPropertyOrder({"id", "key", "name", "prefix", "lastFour", "allowedModels", "createdAt", "expiresAt"})
    public record NewKey(
            UUID id,
            String key,
            String name,
            String prefix,
            String lastFour,
            List<String> allowedModels,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    /** What a key is made or changed with. */
    public record KeyBody(String name, List<String> allowedModels, Instant expiresAt, boolean enabled) {}

    @Inject
    public KeysResource(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "List API keys")
    public Page<Key> list(@BeanParam Paging paging) {
        return paging.of(
                keys.list().stream().map(Key::of).toList(), key -> key.id().toString());
    }

    @POST
    @Operation(summary = "Make an API key", description = "The answer is the only place where the key is ever shown.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = KeyBody.class),
                            example =
                                    "{\"name\":\"laptop\",\"allowedModels\":[\"glm/glm-4.6\"],\"expiresAt\":\"2027-01-01T00:00:00Z\"}"))
    public Response create(Input input) {
        input.only("name", "allowedModels", "expiresAt");
        var made = keys.create(
                input.text("name", LONGEST_NAME),
                Set.copyOf(
                        input.texts("allowedModels", LONGEST_MODEL, MOST_MODELS).orElse(List.of())),
                future(input.instant("expiresAt").orElse(null)));
        var key = Key.of(made.summary());
        return Created.at(
                "/api/keys/" + key.id(),
                new NewKey(
                        key.id(),
                        made.key().reveal(),
                        key.name(),
                        key.prefix(),
                        key.lastFour(),
                        key.allowedModels(),
                        key.createdAt(),
                        key.expiresAt()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "Show an API key")
    public Key find(@PathParam("id") String id) {
        return keys.find(Ids.parse(id, "key")).map(Key::of).orElseThrow(() -> ProblemException.notFound("key"));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change an API key",
            description = "What the body does not name stays; expiresAt null takes the expiry away.")
    @RequestBody(content = @Content(schema = @Schema(implementation = KeyBody.class), example = "{\"enabled\":false}"))
    public Key change(@PathParam("id") String id, Input input) {
        input.onlyBeside(SHOWN, "name", "allowedModels", "expiresAt", "enabled");
        var known = Ids.parse(id, "key");
        var change = new ApiKeyChange(
                input.optionalText("name", LONGEST_NAME).orElse(null),
                input.flag("enabled").orElse(null),
                input.names("expiresAt")
                        ? new ApiKeyChange.Expiry(
                                changed(known, input.instant("expiresAt").orElse(null)))
                        : null,
                input.texts("allowedModels", LONGEST_MODEL, MOST_MODELS)
                        .map(Set::copyOf)
                        .orElse(null));
        return keys.change(known, change).map(Key::of).orElseThrow(() -> ProblemException.notFound("key"));
    }

    /** What a key shows may be sent back, also when its time is over. */
    private @Nullable Instant changed(UUID id, @Nullable Instant expiresAt) {
        var before = keys.find(id).map(ApiKeySummary::expiresAt).orElse(null);
        return expiresAt != null && expiresAt.equals(before) ? expiresAt : future(expiresAt);
    }

    private @Nullable Instant future(@Nullable Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw ProblemException.badField("expiresAt", "'expiresAt' has passed; a key would be of no use.");
        }
        return expiresAt;
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Revoke an API key")
    public Response delete(@PathParam("id") String id) {
        if (!keys.delete(Ids.parse(id, "key"))) {
            throw ProblemException.notFound("key");
        }
        return Response.noContent().build();
    }
}
