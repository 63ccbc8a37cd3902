package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.AccountDetail;
import dev.signalbox.catalog.Model;
import dev.signalbox.catalog.ProviderEndpoint;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.egress.Sender;
import dev.signalbox.routing.AccountAccess;
import dev.signalbox.routing.Cooldowns;
import dev.signalbox.routing.ProviderCalls;
import dev.signalbox.signin.Credentials;
import dev.signalbox.upstream.Access;
import dev.signalbox.vault.Secret;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Questions to providers: does this account work, would this key, which models are there. */
@Service
@Path("api/providers")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
public class ProbesResource {
    private static final String WHAT = "account";
    private static final int LONGEST = 4000;
    private static final String EXAMPLE = """
        {"provider": "openai", "apiKey": "sk-..."}\
        """;

    private final Accounts accounts;
    private final KnownProviders providers;
    private final ProviderProbe probe;
    private final ProviderCalls calls;
    private final WayThere way;
    private final Cooldowns cooldowns;
    private final Credentials credentials;
    private final Clock clock;

    @Inject
    public ProbesResource(
            Accounts accounts,
            KnownProviders providers,
            ProviderProbe probe,
            ProviderCalls calls,
            WayThere way,
            Cooldowns cooldowns,
            Credentials credentials,
            Clock clock) {
        this.accounts = accounts;
        this.providers = providers;
        this.probe = probe;
        this.calls = calls;
        this.way = way;
        this.cooldowns = cooldowns;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * What a call to a provider came to.
     *
     * @param valid whether the provider accepted the key, also when it refused the request for another reason
     * @param model the model asked, null when none could be found to ask
     * @param status what the provider's failure means in HTTP, null when it answered
     * @param failure the kind of failure, null when it answered
     * @param hop how far the call got where it failed: {@code dns}, {@code connect}, {@code proxy-dns}, {@code proxy-connect},
     *     {@code proxy-tls}, {@code proxy-auth}, {@code proxy-tunnel}, {@code tls} or {@code http}; null when it answered
     */
    @Schema(name = "ProbeResult")
    public record Result(
            boolean ok,
            boolean valid,
            @Nullable String model,
            @Nullable Integer status,
            @Nullable String failure,
            @Nullable String hop,
            String message,
            long durationMillis) {}

    /**
     * Models at an account's provider.
     *
     * @param source {@code provider} when it said so just now, {@code catalogue} when it did not
     */
    @Schema(name = "AccountModels")
    public record Models(
            List<Named> items, String source, @Nullable String message) {}

    /** A model: its own name, and what clients call it. */
    @Schema(name = "AccountModel")
    public record Named(String id, String route) {}

    @POST
    @Path("{id}/test")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Ask one model for one word with this account, and say what happened")
    public Result test(@PathParam("id") String id, @QueryParam("model") @Nullable String model) {
        var account = held(id);
        var provider = provider(account);
        var result = tried(provider, model, () -> access(account), sender(account));
        if (result.ok()) {
            cooldowns.clear(account.id().toString());
        }
        if (result.ok() || Failure.Kind.UNAUTHORIZED.name().equalsIgnoreCase(result.failure())) {
            accounts.needsSignIn(account.id(), !result.ok());
        }
        return result;
    }

    @POST
    @Path("validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Try a key without saving anything")
    public Result validate(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "key", value = EXAMPLE)))
                    Input input) {
        var name = input.text("provider", LONGEST);
        var key = input.optionalText("apiKey", LONGEST).map(Secret::of);
        var provider = providers
                .find(name)
                .orElseThrow(() -> ProblemException.invalid("provider", "There is no provider '" + name + "'."));
        if (key.isEmpty() && provider.keyNeeded()) {
            throw ProblemException.invalid("apiKey", "An account at this provider needs an API key.");
        }
        var details = input.textsByName("details", LONGEST).orElse(Map.of());
        var access = new Access(
                key.isPresent() ? Access.Scheme.KEY : Access.Scheme.NONE,
                key.map(Secret::reveal).orElse(null),
                null,
                AccountDetail.checked(provider.details(), details));
        return tried(
                provider,
                input.optionalText("model", LONGEST).orElse(null),
                () -> access,
                new Sender(provider.id(), null));
    }

    @GET
    @Path("{id}/models")
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "The models the provider lists now; the catalogue's when it does not say")
    public Models models(@PathParam("id") String id) {
        var account = held(id);
        var provider = provider(account);
        try {
            var live = calls.models(endpoint(provider), access(account), sender(account));
            if (!live.isEmpty()) {
                return new Models(named(provider, live), "provider", null);
            }
            return new Models(listed(provider), "catalogue", "The provider lists no models.");
        } catch (ChatException silent) {
            return new Models(listed(provider), "catalogue", silent.failure().message());
        }
    }

    /** With a token that is good now, where the account has tokens. */
    private Access access(HeldAccount account) {
        return AccountAccess.of(credentials.fresh(account));
    }

    private static Sender sender(HeldAccount account) {
        return new Sender(account.provider(), account.id());
    }

    private Result tried(KnownProviders.Known provider, @Nullable String wanted, Supplier<Access> held, Sender sender) {
        var started = clock.instant();
        String model = null;
        try {
            var access = held.get();
            model = wanted != null ? wanted : anyModel(provider, access, sender);
            probe.ask(provider, endpointOf(provider, model), model, access, sender);
            return new Result(true, true, model, null, null, null, "The provider answered.", millisSince(started));
        } catch (ChatException failed) {
            var failure = failed.failure();
            var hop = way.failing(failure, sender, endpoint(provider).baseUrl());
            return new Result(
                    false,
                    accepted(failure.kind()),
                    model,
                    failure.status(),
                    failure.kind().name().toLowerCase(Locale.ROOT),
                    hop.hop().id(),
                    Objects.requireNonNullElse(hop.getMessage(), failure.message()),
                    millisSince(started));
        }
    }

    /** The first that the catalogue lists, else the first that the provider names. */
    private String anyModel(KnownProviders.Known provider, Access access, Sender sender) {
        var endpoint = endpoint(provider);
        Optional<String> known = provider.models().stream()
                .filter(model -> model.speaks(endpoint.protocol(), endpoint.dialect()))
                .map(Model::id)
                .findFirst();
        return known.or(() -> calls.models(endpoint, access, sender).stream().findFirst())
                .orElseThrow(() -> Failure.of(
                                Failure.Kind.MODEL_UNAVAILABLE,
                                404,
                                "The provider lists no models; name one with ?model=.")
                        .asException());
    }

    private static boolean accepted(Failure.Kind kind) {
        return switch (kind) {
            case CLIENT_FAULT, PAYMENT, RATE_LIMITED, QUOTA_EXHAUSTED, MODEL_UNAVAILABLE -> true;
            case UNAUTHORIZED, FORBIDDEN, OVERLOADED, TIMEOUT, UNREACHABLE, MISCONFIGURED, CANCELLED, INTERNAL -> false;
        };
    }

    private long millisSince(Instant started) {
        return Duration.between(started, clock.instant()).toMillis();
    }

    private HeldAccount held(String id) {
        return accounts.held(Ids.parse(id, WHAT)).orElseThrow(() -> ProblemException.notFound(WHAT));
    }

    private KnownProviders.Known provider(HeldAccount account) {
        return providers.find(account.provider()).orElseThrow(() -> ProblemException.notFound("provider"));
    }

    static ProviderEndpoint endpoint(KnownProviders.Known provider) {
        return provider.endpoints().stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "provider", provider.name() + " has no complete address yet; see docs/providers.md."));
    }

    /** The address at which this very model answers. */
    private static ProviderEndpoint endpointOf(KnownProviders.Known provider, String model) {
        return provider.endpointsOf(model).stream().findFirst().orElseGet(() -> endpoint(provider));
    }

    private static List<Named> listed(KnownProviders.Known provider) {
        return named(provider, provider.models().stream().map(Model::id).toList());
    }

    private static List<Named> named(KnownProviders.Known provider, List<String> models) {
        return models.stream()
                .map(model -> new Named(model, provider.prefix() + "/" + model))
                .toList();
    }
}
