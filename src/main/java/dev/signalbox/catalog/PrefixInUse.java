package dev.signalbox.catalog;

/** Another provider or node already answers to this prefix. */
public final class PrefixInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String prefix;

    PrefixInUse(String prefix) {
        super("the prefix '" + prefix + "' is in use");
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }
}
