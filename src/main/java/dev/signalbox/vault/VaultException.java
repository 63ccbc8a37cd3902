package dev.signalbox.vault;

import org.jspecify.annotations.Nullable;

/** A sealed value that does not open: another key, another purpose, or bytes that were changed. */
public final class VaultException extends RuntimeException {
    VaultException(String message) {
        this(message, null);
    }

    VaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
