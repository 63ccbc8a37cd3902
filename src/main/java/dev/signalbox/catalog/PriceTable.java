package dev.signalbox.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices by model name patterns, in order: the first that matches counts.
 *
 * @param entries the patterns with their prices
 */
public record PriceTable(List<Entry> entries) implements PriceOverrides {
    public static final PriceTable EMPTY = new PriceTable(List.of());

    public PriceTable {
        entries = List.copyOf(entries);
    }

    /**
     * One pattern and its price.
     *
     * @param provider the only provider it holds for, null when it holds for all
     * @param pattern a model's name, {@code *} standing for any characters
     * @param price what such a model costs
     */
    public record Entry(@Nullable String provider, ModelPattern pattern, Price price) {
        boolean matches(String providerId, String modelKey) {
            return (provider == null || provider.equals(providerId)) && pattern.matchesKey(modelKey);
        }
    }

    @Override
    public Optional<Price> price(String provider, String model) {
        var key = ModelPattern.key(model);
        for (var entry : entries) {
            if (entry.matches(provider, key)) {
                return Optional.of(entry.price);
            }
        }
        return Optional.empty();
    }
}
