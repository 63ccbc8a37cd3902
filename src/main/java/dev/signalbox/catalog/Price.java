package dev.signalbox.catalog;

import dev.signalbox.chat.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a model charges for a million tokens of each kind. Reasoning is part of output and has no price of its own.
 *
 * @param input tokens neither read from nor written to the prompt cache
 * @param output everything generated, reasoning included
 * @param cacheRead tokens read from the prompt cache
 * @param cacheWrite5m tokens written to it for five minutes, or for as long as a provider without a choice keeps them
 * @param cacheWrite1h tokens written to it for an hour
 * @param longContext the rates of long prompts, null when all prompts cost the same
 * @param source where the figures come from
 */
public record Price(
        Money input,
        Money output,
        Money cacheRead,
        Money cacheWrite5m,
        Money cacheWrite1h,
        @Nullable LongContext longContext,
        String source) {

    /**
     * The rates that hold for a whole request once its prompt, cached tokens included, is longer than a threshold.
     *
     * @param aboveInputTokens the longest prompt that still has the ordinary rates
     * @param price the rates beyond it
     */
    public record LongContext(long aboveInputTokens, Price price) {
        public LongContext {
            if (price.longContext != null) {
                throw new IllegalArgumentException("long-context rates have no second threshold");
            }
        }
    }

    /** A price without discounts: every token that goes in costs {@code input}. */
    public static Price of(Money input, Money output, String source) {
        return new Price(input, output, input, input, input, null, source);
    }

    /** The rates that hold for an answer of this size. */
    public Price ratesFor(TokenUsage usage) {
        return longContext != null && usage.prompt() > longContext.aboveInputTokens ? longContext.price : this;
    }

    /** What an answer cost, rounded once to the nearest nano-dollar, halves up. */
    public Money cost(TokenUsage usage) {
        var rates = ratesFor(usage);
        return new Money.Sum()
                .add(usage.input(), rates.input)
                .add(usage.output(), rates.output)
                .add(usage.cacheRead(), rates.cacheRead)
                .add(usage.cacheWrite5m(), rates.cacheWrite5m)
                .add(usage.cacheWrite1h(), rates.cacheWrite1h)
                .total();
    }
}
