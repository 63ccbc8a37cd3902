package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.access.Role;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.CustomPrice;
import dev.signalbox.catalog.CustomPrices;
import dev.signalbox.catalog.Money;
import dev.signalbox.catalog.Price;
import dev.signalbox.catalog.ProviderNodes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Prices in dollars per million tokens, by {@code prefix/model}: the catalogue's, and those that take precedence. */
@Service
@Path("api/pricing")
@Tag(name = "Models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PricingResource {
    private static final String EXAMPLE = """
            {"gpu/llama-4": {"input": 0.2, "output": 0.6}, "glm/glm-4.6": null}""";
    private static final int MAX_DIGITS = 18;
    private static final String SOURCE = "set by hand";

    private final Catalog catalog;
    private final ProviderNodes nodes;
    private final CustomPrices prices;

    @Inject
    public PricingResource(Catalog catalog, ProviderNodes nodes, CustomPrices prices) {
        this.catalog = catalog;
        this.nodes = nodes;
        this.prices = prices;
    }

    private record Named(String provider, String model) {}

    @GET
    @RolesAllowed({Role.ADMIN_NAME, Role.VIEWER_NAME})
    @Operation(summary = "The price of every listed model, and every price set by hand")
    public Map<String, Rates> get() {
        var all = new TreeMap<String, Rates>();
        for (var provider : catalog.providers()) {
            for (var model : provider.models()) {
                catalog.price(provider.id(), model.id())
                        .ifPresent(price -> all.put(provider.prefix() + "/" + model.id(), Rates.of(price, false)));
            }
        }
        for (var custom : prices.all()) {
            all.put(prefix(custom.provider()) + "/" + custom.model(), Rates.of(custom.price(), true));
        }
        return all;
    }

    @PUT
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Set the prices named, leave the others; null goes back to the catalogue's",
            description = "cacheRead, cacheWrite5m and cacheWrite1h are input's when not given; cacheWrite sets both.")
    public Map<String, Rates> put(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "prices", value = EXAMPLE)))
                    Input input) {
        var changes = new ArrayList<CustomPrice>();
        var removed = new ArrayList<Named>();
        input.json().forEach((name, rates) -> {
            var named = named(name);
            switch (rates) {
                case JsonObject given ->
                    changes.add(new CustomPrice(named.provider(), named.model(), price(name, given)));
                case JsonValue none when none.equals(JsonValue.NULL) -> removed.add(named);
                default -> throw ProblemException.badField(name, "must be an object with input and output");
            }
        });
        prices.put(List.copyOf(changes));
        removed.forEach(named -> prices.delete(named.provider(), named.model()));
        return get();
    }

    private Named named(String name) {
        var slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) {
            throw ProblemException.invalid(name, "must be prefix/model");
        }
        var prefix = name.substring(0, slash);
        var provider = nodes.withPrefix(prefix)
                .map(node -> node.id().toString())
                .or(() -> catalog.provider(prefix).map(found -> found.id()))
                .orElseThrow(
                        () -> ProblemException.invalid(name, "names no provider: nothing has the prefix " + prefix));
        return new Named(provider, name.substring(slash + 1));
    }

    private String prefix(String provider) {
        return nodes.all().stream()
                .filter(node -> node.id().toString().equals(provider))
                .findFirst()
                .map(node -> node.prefix())
                .or(() -> catalog.provider(provider).map(found -> found.prefix()))
                .orElse(provider);
    }

    private static Price price(String name, JsonObject rates) {
        var input = required(name, rates, "input");
        var write = dollars(name, rates, "cacheWrite").orElse(input);
        return new Price(
                input,
                required(name, rates, "output"),
                dollars(name, rates, "cacheRead").orElse(input),
                dollars(name, rates, "cacheWrite5m").orElse(write),
                dollars(name, rates, "cacheWrite1h").orElse(write),
                null,
                SOURCE);
    }

    private static Money required(String name, JsonObject rates, String field) {
        return dollars(name, rates, field)
                .orElseThrow(() -> ProblemException.badField(name + "." + field, "is required"));
    }

    private static Optional<Money> dollars(String name, JsonObject rates, String field) {
        var value = rates.get(field);
        if (value == null || value.equals(JsonValue.NULL)) {
            return Optional.empty();
        }
        if (!(value instanceof JsonNumber number)) {
            throw ProblemException.badField(name + "." + field, "must be a number");
        }
        try {
            var amount = number.bigDecimalValue();
            // 1e999999999 is a short text and a long calculation
            if (Math.abs((long) amount.scale()) <= MAX_DIGITS && amount.precision() <= MAX_DIGITS) {
                return Optional.of(Money.ofDollars(amount.toPlainString()));
            }
        } catch (ArithmeticException | IllegalArgumentException refused) {
            // said below
        }
        throw ProblemException.invalid(
                name + "." + field, "must be dollars per million tokens, not negative, of at most nine decimals");
    }

    /**
     * Dollars per million tokens.
     *
     * @param override whether somebody set it here, over the catalogue
     */
    public record Rates(
            BigDecimal input,
            BigDecimal output,
            BigDecimal cacheRead,
            BigDecimal cacheWrite5m,
            BigDecimal cacheWrite1h,
            String source,
            boolean override) {
        static Rates of(Price price, boolean override) {
            return new Rates(
                    dollars(price.input()),
                    dollars(price.output()),
                    dollars(price.cacheRead()),
                    dollars(price.cacheWrite5m()),
                    dollars(price.cacheWrite1h()),
                    price.source(),
                    override);
        }

        private static BigDecimal dollars(Money money) {
            return new BigDecimal(money.dollars());
        }
    }
}
