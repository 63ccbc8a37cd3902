package dev.signalbox.catalog;

/** A value that somebody entered cannot be accepted; the message says why, for people. */
public final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidSetting(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field at fault, as the management API names it. */
    public String field() {
        return field;
    }
}
