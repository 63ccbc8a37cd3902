package dev.signalbox.usage;

/** The ledger could not make a request durable within its time limit; the row may be missing. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String requestId;

    LedgerUnavailable(String requestId, String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
        this.requestId = requestId;
    }

    public String requestId() {
        return requestId;
    }
}
