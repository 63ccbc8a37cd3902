package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.access.SignedIn;
import dev.signalbox.account.Account;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.Provider;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.signin.Begun;
import dev.signalbox.signin.Outcome;
import dev.signalbox.signin.SignInWish;
import dev.signalbox.signin.SignIns;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in at providers: begin, go on at the vendor, end; or hand in what is at hand already. */
@Service
@Path("api/oauth/{provider}")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OAuthResource {
    private static final int LONGEST = 200;
    private static final int LONGEST_URL = 8000;
    private static final int LONGEST_FILE = 64 << 10;
    private static final String START = """
        {"acceptTerms": true, "method": "browser"}\
        """;
    private static final String COMPLETE = """
        {"transaction": "0f8c…", "callbackUrl": "http://localhost:1455/auth/callback?code=…&state=…"}\
        """;
    private static final String IMPORT = """
        {"acceptTerms": true, "content": "{\\"tokens\\": {…}}"}\
        """;

    private final SignIns signIns;
    private final Catalog catalog;
    private final ProvidersResource accounts;
    private final Cooldowns cooldowns;

    @Inject
    public OAuthResource(SignIns signIns, Catalog catalog, ProvidersResource accounts, Cooldowns cooldowns) {
        this.cooldowns = cooldowns;
        this.signIns = signIns;
        this.catalog = catalog;
        this.accounts = accounts;
    }

    @POST
    @Path("start")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Begin a sign-in",
            description =
                    "acceptTerms accepts what the catalogue shows as terms; method is one of its ways; account names"
                            + " one that is to be signed in again; region and startUrl are for AWS. Ends after ten minutes"
                            + " at most.")
    @APIResponse(
            responseCode = "200",
            description = "go on at authorizeUrl, or enter userCode at verificationUri",
            content = @Content(schema = @Schema(implementation = Begun.class)))
    @APIResponse(responseCode = "422", description = "not offered, terms not accepted, or a setting is missing")
    public Response start(
            @PathParam("provider") String provider,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "start", value = START)))
                    Input input,
            @Context HttpServletRequest request) {
        input.only("method", "acceptTerms", "account", "region", "startUrl");
        return answer(200, signIns.start(wish(provider, input, request)));
    }

    @POST
    @Path("complete")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Go on with a sign-in that one has begun",
            description =
                    "With callbackUrl, the address that the browser was sent back to; without, to ask whether it is"
                            + " done.")
    @APIResponse(
            responseCode = "201",
            description = "the account, new or renewed",
            content = @Content(schema = @Schema(implementation = ProvidersResource.Shown.class)))
    @APIResponse(responseCode = "202", description = "pending: ask again after Retry-After seconds")
    @APIResponse(responseCode = "400", description = "the state belongs to another sign-in")
    @APIResponse(responseCode = "403", description = "the request was declined at the vendor")
    @APIResponse(responseCode = "404", description = "no such sign-in, or somebody else's")
    @APIResponse(responseCode = "409", description = "used already, or somebody else signed in than the account is of")
    @APIResponse(responseCode = "410", description = "expired")
    public Response complete(
            @PathParam("provider") String provider,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "complete", value = COMPLETE)))
                    Input input,
            @Context HttpServletRequest request) {
        input.only("transaction", "callbackUrl");
        var transaction = Ids.parse(input.text("transaction", LONGEST), "sign-in");
        var callback = input.optionalText("callbackUrl", LONGEST_URL).orElse(null);
        return switch (signIns.complete(user(request), id(provider), transaction, callback)) {
            case Outcome.Done done -> signedIn(done.account());
            case Outcome.Pending pending ->
                Response.status(Response.Status.ACCEPTED)
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Math.max(1, pending.after().toSeconds()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .entity(Map.of("status", "pending"))
                        .build();
        };
    }

    @POST
    @Path("import")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Sign in with what is at hand: a tool's credential file, a service account's key, AWS keys",
            description = "content is the file's text, or the object itself.")
    @APIResponse(
            responseCode = "201",
            description = "the account, new or renewed",
            content = @Content(schema = @Schema(implementation = ProvidersResource.Shown.class)))
    @APIResponse(responseCode = "422", description = "not the right file, or the vendor refuses what is in it")
    public Response take(
            @PathParam("provider") String provider,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "import", value = IMPORT)))
                    Input input,
            @Context HttpServletRequest request) {
        input.only("method", "acceptTerms", "account", "content");
        var content = input.document("content", LONGEST_FILE);
        return signedIn(signIns.take(wish(provider, input, request), content));
    }

    /** Whatever rested because of the old credential need not any more. */
    private Response signedIn(Account account) {
        cooldowns.clear(account.id().toString());
        return answer(201, accounts.shown(account));
    }

    private SignInWish wish(String provider, Input input, HttpServletRequest request) {
        return new SignInWish(
                user(request),
                id(provider),
                input.optionalText("method", LONGEST).orElse(null),
                input.flag("acceptTerms").orElse(false),
                input.optionalText("account", LONGEST)
                        .map(text -> Ids.parse(text, "account"))
                        .orElse(null),
                input.optionalText("region", LONGEST).orElse(null),
                input.optionalText("startUrl", LONGEST).orElse(null));
    }

    private String id(String provider) {
        return catalog.provider(provider).map(Provider::id).orElse(provider);
    }

    private static UUID user(HttpServletRequest request) {
        return SignedIn.of(request)
                .orElseThrow(() -> ProblemException.unauthorized("Sign in first: POST /api/auth/login"))
                .session()
                .user()
                .id();
    }

    private static Response answer(int status, Object entity) {
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(entity)
                .build();
    }
}
