package dev.signalbox.transfer;

import dev.signalbox.catalog.CustomPrice;
import dev.signalbox.catalog.Money;
import dev.signalbox.catalog.Price;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The prices that somebody set at 9Router. */
final class NineRouterPrices {
    private final NineRouterProviders providers;
    private final Notes notes;
    private final List<CustomPrice> found = new ArrayList<>();

    private NineRouterPrices(NineRouterProviders providers, Notes notes) {
        this.providers = providers;
        this.notes = notes;
    }

    /** Of the file's price lists, by provider and model. */
    static List<CustomPrice> of(JsonObject lists, NineRouterProviders providers, Notes notes) {
        var prices = new NineRouterPrices(providers, notes);
        lists.forEach((there, models) -> {
            if (models instanceof JsonObject priced) {
                priced.forEach((model, rates) -> prices.read(there, model, rates));
            }
        });
        return prices.found;
    }

    private void read(String there, String model, JsonValue rates) {
        var provider = providers.find(there);
        if (provider.isEmpty()) {
            notes.skip(Report.Kind.PRICE, there + "/" + model, "There is no such provider here.");
        } else if (rates instanceof JsonObject dollars) {
            price(dollars)
                    .ifPresentOrElse(
                            price -> found.add(new CustomPrice(provider.get(), model, price)),
                            () -> notes.skip(
                                    Report.Kind.PRICE, there + "/" + model, "It has no price for input and output."));
        }
    }

    /** Dollars per million tokens; reasoning is priced as output here, as the vendors do. */
    private static Optional<Price> price(JsonObject rates) {
        return dollars(rates, "input")
                .flatMap(input -> dollars(rates, "output").map(output -> {
                    var write = dollars(rates, "cache_creation").orElse(input);
                    return new Price(
                            input, output, dollars(rates, "cached").orElse(input), write, write, null, "9Router");
                }));
    }

    private static Optional<Money> dollars(JsonObject rates, String name) {
        return Texts.number(rates, name).flatMap(number -> {
            try {
                var decimal = number.bigDecimalValue();
                return decimal.precision() > 15 || Math.abs(decimal.scale()) > 9
                        ? Optional.empty()
                        : Optional.of(Money.ofDollars(decimal.toPlainString()));
            } catch (ArithmeticException | IllegalArgumentException refused) {
                return Optional.empty();
            }
        });
    }
}
