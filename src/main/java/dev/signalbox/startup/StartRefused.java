package dev.signalbox.startup;

import org.jspecify.annotations.Nullable;

/** A reason not to start; the message is the sentence an operator reads: what is wrong and what to do about it. */
public final class StartRefused extends RuntimeException {
    public StartRefused(String sentence) {
        super(sentence);
    }

    public StartRefused(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
