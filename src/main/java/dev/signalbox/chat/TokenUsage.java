package dev.signalbox.chat;

/**
 * Tokens of one answer, each counted once.
 *
 * <p>{@code input} excludes what was read from or written to the prompt cache; {@code output} includes {@code reasoning}.
 * Anthropic's {@code input_tokens} is this {@code input}; OpenAI's {@code prompt_tokens} and Gemini's
 * {@code promptTokenCount} are {@link #prompt()}.
 */
public record TokenUsage(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h, long reasoning)
        implements Tokens {
    private static final long MOST = 1_000_000_000_000L;

    /** Counts that no answer can have, negative ones above all, are cut to what it can. */
    public TokenUsage {
        input = Math.clamp(input, 0, MOST);
        output = Math.clamp(output, 0, MOST);
        cacheRead = Math.clamp(cacheRead, 0, MOST);
        cacheWrite5m = Math.clamp(cacheWrite5m, 0, MOST);
        cacheWrite1h = Math.clamp(cacheWrite1h, 0, MOST);
        reasoning = Math.clamp(reasoning, 0, MOST);
    }

    public static final TokenUsage ZERO = new TokenUsage(0, 0, 0, 0, 0, 0);

    public static TokenUsage of(long input, long output) {
        return new TokenUsage(input, output, 0, 0, 0, 0);
    }
}
