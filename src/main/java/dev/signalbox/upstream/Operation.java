package dev.signalbox.upstream;

/** What is asked of a provider. */
public enum Operation {
    /** An answer as one document. */
    GENERATE,
    /** An answer as a stream. */
    STREAM,
    /** An answer to a prompt, by the operation that came before chat. */
    COMPLETE,
    /** A long conversation made short, by the Responses API's own operation. */
    COMPACT,
    COUNT_TOKENS,
    EMBED,
    LIST_MODELS
}
