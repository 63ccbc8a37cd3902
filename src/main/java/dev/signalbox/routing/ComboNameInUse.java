package dev.signalbox.routing;

/** Another combo has this name. */
public final class ComboNameInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    ComboNameInUse(String name) {
        super("a combo named '" + name + "' exists");
        this.name = name;
    }

    public String name() {
        return name;
    }
}
