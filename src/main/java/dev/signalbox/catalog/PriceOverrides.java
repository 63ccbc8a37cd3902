package dev.signalbox.catalog;

import java.util.Optional;

/**
 * Prices that take precedence over the data files', as an immutable snapshot: their owner hands the catalogue a new one
 * whenever they change. {@link PriceTable} is one made of patterns.
 */
@FunctionalInterface
public interface PriceOverrides {

    /**
     * Looks a price up.
     *
     * @param provider the provider's id in the catalogue, or a custom node's
     * @param model the provider's own name of the model
     */
    Optional<Price> price(String provider, String model);
}
