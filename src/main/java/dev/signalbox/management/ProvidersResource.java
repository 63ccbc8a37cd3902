package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.account.Account;
import dev.signalbox.account.AccountSettings;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.SignedIn;
import dev.signalbox.egress.Egress;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.vault.Secret;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The accounts we hold at providers. Their secrets go in and never come out. */
@Service
@Path("api/providers")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProvidersResource {
    private static final String WHAT = "account";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_KEY = 4000;
    private static final int LONGEST_PROXY = 2000;
    private static final int PRIORITIES = 1_000_000;
    private static final String EXAMPLE = """
        {"provider": "anthropic", "name": "work", "apiKey": "sk-ant-...", "priority": 1}\
        """;

    private final Accounts accounts;
    private final KnownProviders providers;
    private final Egress egress;
    private final Cooldowns cooldowns;

    @Inject
    public ProvidersResource(Accounts accounts, KnownProviders providers, Egress egress, Cooldowns cooldowns) {
        this.accounts = accounts;
        this.providers = providers;
        this.egress = egress;
        this.cooldowns = cooldowns;
    }

    /**
     * An account as this API shows it.
     *
     * @param prefix what stands before the slash in the names of its models
     * @param proxy the account's own proxy without its password, {@code direct} for none in any case, absent when it has no own
     * @param status {@code ready}, {@code disabled} or {@code needs-sign-in}
     * @param kind {@code api-key}, {@code oauth}, {@code service-account}, {@code aws-keys} or {@code none}
     * @param details what is known of it and is no secret: e-mail, plan, project, region
     * @param expiresAt when its token expires, which is renewed before
     * @param signInReason why it needs a sign-in
     */
    @Schema(name = "Account")
    public record Shown(
            UUID id,
            String provider,
            @Nullable String providerName,
            @Nullable String prefix,
            String name,
            int priority,
            boolean enabled,
            boolean hasKey,
            @Nullable String proxy,
            String status,
            String kind,
            Map<String, String> details,
            @Nullable Instant expiresAt,
            @Nullable String signInReason,
            Instant createdAt,
            Instant updatedAt) {}

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "All accounts in the order of use")
    public Page<Shown> list(@BeanParam Paging paging) {
        return paging.of(
                accounts.all().stream().map(this::shown).toList(),
                shown -> shown.id().toString());
    }

    @POST
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Add an account at a provider of the catalogue or at a node")
    @APIResponse(
            responseCode = "201",
            description = "the new account, without its secret",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "422", description = "there is no such provider, or it needs a key")
    public Response create(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "account", value = EXAMPLE)))
                    Input input) {
        var proxy = proxy(input);
        var created = accounts.create(input.text("provider", LONGEST_NAME), settings(input));
        proxy.ifPresent(text -> egress.setForAccount(created.id(), text));
        var account = shown(created);
        return Response.created(URI.create("/api/providers/" + account.id()))
                .entity(account)
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "One account")
    public Shown get(@PathParam("id") String id) {
        return accounts.find(Ids.parse(id, WHAT)).map(this::shown).orElseThrow(() -> ProblemException.notFound(WHAT));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Replace what the body names, leave the rest",
            description = "name, apiKey, priority, enabled, details and proxy (null takes it away); a new key ends the"
                    + " account's rests after failures")
    public Shown update(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "account", value = EXAMPLE)))
                    Input input) {
        var settings = settings(input);
        var proxy = proxy(input);
        var account = accounts.update(Ids.parse(id, WHAT), settings).orElseThrow(() -> ProblemException.notFound(WHAT));
        if (input.names("proxy")) {
            egress.setForAccount(account.id(), proxy.orElse(null));
        }
        if (settings.apiKey() != null || settings.enabled() != null) {
            cooldowns.clear(account.id().toString());
        }
        return shown(account);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Remove an account and its secret")
    @APIResponse(responseCode = "204", description = "removed")
    public void delete(@PathParam("id") String id) {
        var account = Ids.parse(id, WHAT);
        if (!accounts.delete(account)) {
            throw ProblemException.notFound(WHAT);
        }
        cooldowns.clear(account.toString());
    }

    /** Checked before anything is saved. */
    private static Optional<String> proxy(Input input) {
        var proxy = input.optionalText("proxy", LONGEST_PROXY);
        proxy.ifPresent(Egress::check);
        return proxy;
    }

    private static AccountSettings settings(Input input) {
        return new AccountSettings(
                input.optionalText("name", LONGEST_NAME).orElse(null),
                input.optionalText("apiKey", LONGEST_KEY).map(Secret::of).orElse(null),
                input.number("priority", -PRIORITIES, PRIORITIES).orElse(null),
                input.flag("enabled").orElse(null),
                input.textsByName("details", LONGEST_KEY).orElse(null));
    }

    Shown shown(Account account) {
        var provider = providers.find(account.provider());
        return new Shown(
                account.id(),
                account.provider(),
                provider.map(KnownProviders.Known::name).orElse(null),
                provider.map(KnownProviders.Known::prefix).orElse(null),
                account.name(),
                account.priority(),
                account.enabled(),
                account.hasKey(),
                egress.ofAccount(account.id()).orElse(null),
                status(account),
                account.kind().id(),
                account.details(),
                account.expiresAt(),
                account.signedIn() instanceof SignedIn.Again again ? again.reason() : null,
                account.createdAt(),
                account.updatedAt());
    }

    private static String status(Account account) {
        if (!account.enabled()) {
            return "disabled";
        }
        return account.needsSignIn() ? "needs-sign-in" : "ready";
    }
}
