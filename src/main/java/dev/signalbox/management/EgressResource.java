package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.egress.Egress;
import dev.signalbox.egress.Exit;
import dev.signalbox.egress.HopFailed;
import dev.signalbox.egress.ProxyAddress;
import dev.signalbox.egress.Sender;
import dev.signalbox.egress.Sockets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The proxies that calls to providers leave through. Passwords go in and never come out. */
@Service
@Path("api/egress")
@Tag(name = "Egress")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EgressResource {
    private static final int LONGEST = 2000;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String EXAMPLE = """
        {"proxy": "https://user:password@proxy.example:8443", "noProxy": "corp.example, 10.0.0.7",
         "providers": {"openai": "socks5://127.0.0.1:1080", "groq": "direct", "glm": null}}\
        """;
    private static final String TEST = """
        {"proxy": "socks5://user:password@127.0.0.1:1080", "provider": "openai"}\
        """;

    private final Egress egress;
    private final KnownProviders providers;
    private final Sockets sockets;
    private final Clock clock;

    @Inject
    public EgressResource(Egress egress, KnownProviders providers, Sockets sockets, Clock clock) {
        this.egress = egress;
        this.providers = providers;
        this.sockets = sockets;
        this.clock = clock;
    }

    /**
     * All proxies but those of accounts, which accounts show themselves.
     *
     * @param proxy the one for everything, absent when there is none
     * @param noProxy the hosts that are reached without it
     * @param environment the one of the environment's variables, used where nothing is set here
     * @param providers those of providers and nodes by their id
     */
    @Schema(name = "Egress")
    public record Shown(
            @Nullable String proxy,
            String noProxy,
            @Nullable String environment,
            Map<String, String> providers) {}

    /**
     * How far a connection got.
     *
     * @param hop the one that failed, absent when none did
     */
    @Schema(name = "EgressTest")
    public record Tested(
            boolean ok,
            @Nullable String hop,
            String message,
            @Nullable String proxy,
            long durationMillis) {}

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "The proxies for everything and of providers, without passwords")
    public Shown get() {
        return new Shown(
                egress.ofEverything().orElse(null),
                egress.exceptions(),
                egress.ofEnvironment().orElse(null),
                egress.ofProviders());
    }

    @PUT
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Set the proxies named, leave the others; null takes one away",
            description =
                    "An address is http://, https:// or socks5:// with user:password@ where the proxy asks for them;"
                            + " direct means none even where one for everything is set. What is sent back as it was shown, without"
                            + " its password, stays as it is")
    public Shown put(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "egress", value = EXAMPLE)))
                    Input input) {
        var proxy = input.optionalText("proxy", LONGEST);
        proxy.ifPresent(Egress::check);
        var exceptions = input.possiblyEmpty("noProxy", LONGEST);
        var own = ofProviders(input);
        if (input.names("proxy") && (proxy.isEmpty() || !proxy.equals(egress.ofEverything()))) {
            egress.setForEverything(proxy.orElse(null));
        }
        if (input.names("noProxy")) {
            egress.setExceptions(exceptions.orElse(null));
        }
        var shown = egress.ofProviders();
        own.forEach((provider, text) -> {
            if (text.isEmpty() || !text.get().equals(shown.get(provider))) {
                egress.setForProvider(provider, text.orElse(null));
            }
        });
        return get();
    }

    private Map<String, Optional<String>> ofProviders(Input input) {
        var all = input.json().getOrDefault("providers", JsonValue.EMPTY_JSON_OBJECT);
        if (!(all instanceof JsonObject named)) {
            throw ProblemException.badField("providers", "providers must be an object");
        }
        var found = new LinkedHashMap<String, Optional<String>>();
        named.forEach((name, value) -> {
            var provider = providers
                    .find(name)
                    .orElseThrow(() -> ProblemException.invalid("providers", "There is no provider '" + name + "'."));
            Optional<String> proxy = switch (value) {
                case JsonString text -> Optional.of(text.getString());
                case JsonValue none when JsonValue.NULL.equals(none) -> Optional.empty();
                default -> throw ProblemException.badField("providers", "a proxy must be a text");
            };
            proxy.ifPresent(Egress::check);
            found.put(provider.id(), proxy);
        });
        return found;
    }

    @POST
    @Path("test")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Go the way to a provider, and say which hop fails",
            description =
                    "With proxy: through that one, without saving it. Without: the way a call would take. Nothing is"
                            + " asked of the provider")
    public Tested test(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "test", value = TEST)))
                    Input input) {
        var name = input.text("provider", LONGEST);
        var provider = providers
                .find(name)
                .orElseThrow(() -> ProblemException.invalid("provider", "There is no provider '" + name + "'."));
        URI target = ProbesResource.endpoint(provider).baseUrl();
        var exit = input.optionalText("proxy", LONGEST)
                .map(EgressResource::exit)
                .orElseGet(() -> egress.exit(new Sender(provider.id(), null), target));
        return walked(exit, target);
    }

    private static Exit exit(String typed) {
        return typed.equalsIgnoreCase(Egress.DIRECT) ? Exit.DIRECT : new Exit.Through(ProxyAddress.parse(typed));
    }

    private Tested walked(Exit exit, URI target) {
        var shown = switch (exit) {
            case Exit.Direct direct -> null;
            case Exit.Through through -> through.proxy().shown();
        };
        var started = clock.instant();
        try {
            sockets.walk(exit, target, LIMIT);
            return new Tested(true, null, target.getHost() + " can be reached.", shown, millisSince(started));
        } catch (HopFailed failed) {
            var message = Objects.requireNonNullElse(failed.getMessage(), "It failed.");
            return new Tested(false, failed.hop().id(), message, shown, millisSince(started));
        }
    }

    private long millisSince(Instant started) {
        return Duration.between(started, clock.instant()).toMillis();
    }
}
