package dev.signalbox.usage;

/** Tokens of many answers by kind, as {@link dev.signalbox.chat.TokenUsage} has them of one, without its bounds. */
public record TokenSums(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h, long reasoning) {
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

    public long cacheWrite() {
        return cacheWrite5m + cacheWrite1h;
    }

    /** Everything that went in, cached or not. */
    public long prompt() {
        return input + cacheRead + cacheWrite();
    }

    public long total() {
        return prompt() + output;
    }
}
