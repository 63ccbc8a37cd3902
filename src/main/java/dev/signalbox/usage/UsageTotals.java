package dev.signalbox.usage;

/**
 * What a number of requests amount to.
 *
 * @param requests how many, whatever became of them
 * @param failed how many of them failed or were interrupted
 * @param estimated how many of them have estimated tokens
 * @param unpriced how many of them were answered by models of which no price was known, so that the cost leaves them out
 */
public record UsageTotals(long requests, long failed, long estimated, long unpriced, TokenSums usage, long costNanos) {
    public static final UsageTotals NONE = new UsageTotals(0, 0, 0, 0, TokenSums.NONE, 0);

    UsageTotals plus(UsageTotals other) {
        return new UsageTotals(
                requests + other.requests,
                failed + other.failed,
                estimated + other.estimated,
                unpriced + other.unpriced,
                usage.plus(other.usage),
                Math.addExact(costNanos, other.costNanos));
    }
}
