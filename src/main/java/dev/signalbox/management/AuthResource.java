package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Client;
import dev.signalbox.access.Clients;
import dev.signalbox.access.IssuedToken;
import dev.signalbox.access.LoginResult;
import dev.signalbox.access.Logins;
import dev.signalbox.access.Role;
import dev.signalbox.access.Session;
import dev.signalbox.access.SessionCookies;
import dev.signalbox.access.Sessions;
import dev.signalbox.access.SignedIn;
import dev.signalbox.access.UserChange;
import dev.signalbox.access.Users;
import dev.signalbox.vault.Secret;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in and out, and what a signed-in person may do with the own session. */
@Service
@Path("api/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class AuthResource {
    static final int LONGEST_NAME = 100;
    static final int LONGEST_PASSWORD = 256;

    private final Logins logins;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final Clients clients;
    private final Users users;

    /** What {@code login} takes. */
    public record Credentials(String username, String password) {}

    /** What {@code login} gives. */
    @JsonbPropertyOrder({"token", "expiresAt"})
    public record Token(String token, Instant expiresAt) {}

    /** Who is signed in. */
    @JsonbPropertyOrder({"username", "role", "expiresAt", "csrfToken"})
    public record Current(String username, String role, Instant expiresAt, String csrfToken) {}

    /** What {@code password} takes. */
    public record NewPassword(String currentPassword, String newPassword) {}

    @Inject
    public AuthResource(Logins logins, Sessions sessions, SessionCookies cookies, Clients clients, Users users) {
        this.logins = logins;
        this.sessions = sessions;
        this.cookies = cookies;
        this.clients = clients;
        this.users = users;
    }

    @POST
    @Path("login")
    @PermitAll
    @Operation(
            summary = "Sign in",
            description = "Gives a token and sets the session cookie. A wrong password slows the next attempts.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Credentials.class),
                            example = "{\"username\":\"admin\",\"password\":\"correct horse\"}"))
    public Response login(Input input, @Context HttpServletRequest request) {
        input.only("username", "password");
        var client = clients.of(request);
        return signIn(
                input.text("username", LONGEST_NAME), Secret.of(input.verbatim("password", LONGEST_PASSWORD)), client);
    }

    private Response signIn(String username, Secret password, Client client) {
        return switch (logins.login(username, password, client.address())) {
            case LoginResult.Accepted accepted -> tokenAnswer(accepted.token(), client);
            case LoginResult.Refused refused -> throw ProblemException.unauthorized("Name or password is wrong");
            case LoginResult.Busy busy ->
                throw ProblemException.tooManyRequests("Too many attempts to sign in", busy.retryAfter());
        };
    }

    private Response tokenAnswer(IssuedToken token, Client client) {
        return Response.ok(new Token(token.token().reveal(), token.expiresAt()))
                .header(HttpHeaders.SET_COOKIE, cookies.set(token, client))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("logout")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "Sign out", description = "The token is dead from then on.")
    public Response logout(@Context HttpServletRequest request) {
        sessions.end(session(request));
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookies.clear(clients.of(request)))
                .build();
    }

    @GET
    @Path("session")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "Who is signed in", description = "With the X-CSRF-Token for changes that rely on the cookie.")
    public Response current(@Context HttpServletRequest request) {
        var session = session(request);
        var user = session.user();
        return Response.ok(new Current(
                        user.username(), user.role().id(), session.expiresAt(), sessions.csrfToken(session)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @PUT
    @Path("password")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(
            summary = "Change the own password",
            description = "Ends all sessions of this person and gives a new token.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewPassword.class),
                            example = "{\"currentPassword\":\"correct horse\",\"newPassword\":\"battery staple\"}"))
    public Response changePassword(Input input, @Context HttpServletRequest request) {
        input.only("currentPassword", "newPassword");
        var current = Secret.of(input.verbatim("currentPassword", LONGEST_PASSWORD));
        var next = UserInput.password(input, "newPassword");
        var user = session(request).user();
        var client = clients.of(request);
        return switch (logins.login(user.username(), current, client.address())) {
            case LoginResult.Accepted accepted -> {
                users.change(user.id(), new UserChange(null, next, null, null));
                yield tokenAnswer(sessions.issue(user), client);
            }
            case LoginResult.Refused refused ->
                throw ProblemException.invalid("currentPassword", "currentPassword is wrong");
            case LoginResult.Busy busy ->
                throw ProblemException.tooManyRequests("Too many attempts", busy.retryAfter());
        };
    }

    private static Session session(HttpServletRequest request) {
        return SignedIn.of(request)
                .orElseThrow(() -> ProblemException.unauthorized("Sign in first: POST /api/auth/login"))
                .session();
    }
}
