package dev.signalbox.chat;

/** A request that cannot be answered; the one exception that readers, writers, routing and relay throw. */
public final class ChatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public ChatException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public ChatException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
