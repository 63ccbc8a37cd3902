package dev.signalbox.catalog;

/** The catalogue cannot be read: a data file or a setting is wrong. The message says which and why. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogException(String message) {
        super(message);
    }

    CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
