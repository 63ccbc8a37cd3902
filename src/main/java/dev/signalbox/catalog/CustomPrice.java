package dev.signalbox.catalog;

/**
 * A price that somebody set, with precedence over the catalogue's.
 *
 * @param provider catalogue id or node id
 * @param model the provider's own name of the model
 * @param price flat rates; long-context rates are not kept
 */
public record CustomPrice(String provider, String model, Price price) {}
