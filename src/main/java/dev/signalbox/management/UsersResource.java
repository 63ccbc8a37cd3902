package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.access.UserAccount;
import dev.signalbox.access.UserChange;
import dev.signalbox.access.Users;
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
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people who may sign in; for admins. */
@Service
@Path("api/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Users")
public class UsersResource {
    private static final Set<String> SHOWN = Set.of("id", "createdAt");

    private final Users users;

    /** A person as this surface shows one. */
    @JsonbPropertyOrder({"id", "username", "role", "enabled", "createdAt"})
    public record User(UUID id, String username, String role, boolean enabled, Instant createdAt) {
        static User of(UserAccount account) {
            return new User(
                    account.id(), account.username(), account.role().id(), account.enabled(), account.createdAt());
        }
    }

    /** What a person is made or changed with. */
    public record UserBody(String username, String password, String role, boolean enabled) {}

    @Inject
    public UsersResource(Users users) {
        this.users = users;
    }

    @GET
    @Operation(summary = "List users")
    public Page<User> list(@BeanParam Paging paging) {
        return paging.of(
                users.list().stream().map(User::of).toList(), user -> user.id().toString());
    }

    @POST
    @Operation(summary = "Add a user", description = "role is admin or viewer, viewer unless said.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = UserBody.class),
                            example = "{\"username\":\"ada\",\"password\":\"correct horse\",\"role\":\"viewer\"}"))
    public Response create(Input input) {
        input.only("username", "password", "role");
        var user = users.create(
                input.text("username", AuthResource.LONGEST_NAME),
                UserInput.password(input, "password"),
                UserInput.role(input).orElse(Role.VIEWER));
        return Created.at("/api/users/" + user.id(), User.of(user));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show a user")
    public User find(@PathParam("id") String id) {
        return users.find(Ids.parse(id, "user")).map(User::of).orElseThrow(() -> ProblemException.notFound("user"));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change a user",
            description =
                    "What the body does not name stays. A new password or role, or enabled false, ends the user's sessions.")
    @RequestBody(content = @Content(schema = @Schema(implementation = UserBody.class), example = "{\"enabled\":false}"))
    public User change(@PathParam("id") String id, Input input) {
        input.onlyBeside(SHOWN, "username", "password", "role", "enabled");
        var change = new UserChange(
                input.optionalText("username", AuthResource.LONGEST_NAME).orElse(null),
                UserInput.optionalPassword(input, "password").orElse(null),
                UserInput.role(input).orElse(null),
                input.flag("enabled").orElse(null));
        return users.change(Ids.parse(id, "user"), change)
                .map(User::of)
                .orElseThrow(() -> ProblemException.notFound("user"));
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Remove a user")
    public Response delete(@PathParam("id") String id) {
        if (!users.delete(Ids.parse(id, "user"))) {
            throw ProblemException.notFound("user");
        }
        return Response.noContent().build();
    }
}
