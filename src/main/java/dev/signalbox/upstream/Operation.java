package dev.signalbox.upstream;

/** What is asked of a provider. */
public enum Operation {
    /** An answer as one document. */
    GENERATE,
    /** An answer as a stream. */
    STREAM,
    COUNT_TOKENS,
    EMBED,
    LIST_MODELS
}
