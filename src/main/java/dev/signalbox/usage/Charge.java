package dev.signalbox.usage;

import dev.signalbox.catalog.Money;
import dev.signalbox.catalog.Price;
import dev.signalbox.chat.TokenUsage;

/**
 * What an answer cost, and the rates it was charged by.
 *
 * @param cost the whole answer
 * @param input what a million input tokens cost, likewise the others
 */
public record Charge(Money cost, Money input, Money output, Money cacheRead, Money cacheWrite5m, Money cacheWrite1h) {

    /** Charges every token once: reasoning as part of output, cached input at its own rate, long prompts at theirs. */
    public static Charge of(TokenUsage usage, Price price) {
        var rates = price.ratesFor(usage);
        return new Charge(
                rates.cost(usage),
                rates.input(),
                rates.output(),
                rates.cacheRead(),
                rates.cacheWrite5m(),
                rates.cacheWrite1h());
    }
}
