package dev.signalbox.usage;

import dev.signalbox.chat.Tokens;

/** Tokens of many answers by kind, as {@link dev.signalbox.chat.TokenUsage} has them of one, without its bounds. */
public record TokenSums(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h, long reasoning)
        implements Tokens {
    static final TokenSums NONE = new TokenSums(0, 0, 0, 0, 0, 0);

    TokenSums plus(TokenSums more) {
        return new TokenSums(
                Math.addExact(input, more.input),
                Math.addExact(output, more.output),
                Math.addExact(cacheRead, more.cacheRead),
                Math.addExact(cacheWrite5m, more.cacheWrite5m),
                Math.addExact(cacheWrite1h, more.cacheWrite1h),
                Math.addExact(reasoning, more.reasoning));
    }
}
