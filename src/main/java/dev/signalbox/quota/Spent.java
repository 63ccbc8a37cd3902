package dev.signalbox.quota;

/**
 * What one answered request used of its account.
 *
 * @param tokens prompt and answer together, cached ones included
 * @param costNanos nano-dollars
 */
public record Spent(long tokens, long costNanos) {
    long in(QuotaUnit unit) {
        return switch (unit) {
            case REQUESTS -> 1;
            case TOKENS -> tokens;
            case COST -> costNanos;
            case FRACTION -> 0;
        };
    }
}
