package dev.signalbox.chat;

/** Tokens by kind, each counted once, of one answer or of many; what the kinds are is told by {@link TokenUsage}. */
public interface Tokens {
    long input();

    long output();

    long cacheRead();

    long cacheWrite5m();

    long cacheWrite1h();

    default long cacheWrite() {
        return cacheWrite5m() + cacheWrite1h();
    }

    /** Everything that went in, cached or not. */
    default long prompt() {
        return input() + cacheRead() + cacheWrite();
    }

    default long total() {
        return prompt() + output();
    }
}
