package dev.signalbox.usage;

import dev.signalbox.chat.TokenUsage;

/**
 * What a number of requests amount to.
 *
 * @param requests how many, whatever became of them
 * @param failed how many of them failed or were interrupted
 * @param estimated how many of them have estimated tokens
 */
public record UsageTotals(long requests, long failed, long estimated, TokenUsage usage, long costNanos) {
    public static final UsageTotals NONE = new UsageTotals(0, 0, 0, TokenUsage.ZERO, 0);

    UsageTotals plus(UsageTotals other) {
        var more = other.usage;
        return new UsageTotals(
                requests + other.requests,
                failed + other.failed,
                estimated + other.estimated,
                new TokenUsage(
                        usage.input() + more.input(),
                        usage.output() + more.output(),
                        usage.cacheRead() + more.cacheRead(),
                        usage.cacheWrite5m() + more.cacheWrite5m(),
                        usage.cacheWrite1h() + more.cacheWrite1h(),
                        usage.reasoning() + more.reasoning()),
                Math.addExact(costNanos, other.costNanos));
    }
}
