package dev.signalbox.routing;

/** Leave to call a candidate, closed when the outcome is known. */
public final class Pass implements AutoCloseable {
    static final Pass FREE = new Pass(() -> {});

    private final Runnable onClose;

    Pass(Runnable onClose) {
        this.onClose = onClose;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
