package dev.signalbox.usage;

/**
 * What an answer cost, and by which price.
 *
 * @param costNanos nano-dollars
 * @param input nano-dollars per million input tokens, likewise the others
 */
public record Charge(long costNanos, long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {}
