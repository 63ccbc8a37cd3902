package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.routing.AccountStrategy;
import dev.signalbox.routing.RoutingSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settings that can be changed while the gateway runs, and those its environment fixed. */
@Service
@Path("api/settings")
@Tag(name = "Settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SettingsResource {
    private static final int LONGEST = 100;
    private static final int HEAVIEST = 1000;

    /** Known, and not to be changed from here. */
    private static final String FIXED = "requireApiKey";

    private static final String EXAMPLE = """
        {"accountStrategy": "round-robin"}\
        """;

    private final RoutingSettings routing;
    private final boolean requireApiKey;

    @Inject
    public SettingsResource(RoutingSettings routing, Config config) {
        this.routing = routing;
        this.requireApiKey = config.getOptionalValue("signalbox.require-api-key", Boolean.class)
                .orElse(true);
    }

    /**
     * All settings.
     *
     * @param accountStrategy which of several accounts is tried first: {@code priority}, {@code round-robin},
     *     {@code weighted}, {@code least-used} or {@code earliest-expiry}
     * @param accountWeights by account id, where they are not 1; for {@code weighted}
     * @param requireApiKey whether callers need an API key; the environment's {@code REQUIRE_API_KEY}
     */
    @Schema(name = "Settings")
    public record Shown(String accountStrategy, Map<String, Integer> accountWeights, boolean requireApiKey) {}

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "All settings")
    public Shown get() {
        return new Shown(routing.accountStrategy().id(), routing.weights(), requireApiKey);
    }

    @PUT
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Change what the body names, in force from the next request on")
    public Shown put(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "settings", value = EXAMPLE)))
                    Input input) {
        input.flag(FIXED).filter(wished -> wished != requireApiKey).ifPresent(other -> {
            throw ProblemException.invalid(FIXED, "is set by the environment and cannot be changed here");
        });
        input.optionalText("accountStrategy", LONGEST)
                .map(text -> AccountStrategy.of(text)
                        .orElseThrow(() -> ProblemException.invalid(
                                "accountStrategy",
                                "must be priority, round-robin, weighted, least-used or earliest-expiry")))
                .ifPresent(routing::accountStrategy);
        var weights = input.numbers("accountWeights", 0, HEAVIEST);
        if (!weights.isEmpty()) {
            weights.keySet().forEach(id -> Ids.parse(id, "account"));
            routing.weights(weights);
        }
        return get();
    }
}
