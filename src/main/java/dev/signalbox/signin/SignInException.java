package dev.signalbox.signin;

/** A sign-in, or a renewal, that did not come about; the message is for people and holds no secret. */
public final class SignInException extends RuntimeException {
    private final Why why;

    /** What went wrong, as far as a caller can act on it. */
    public enum Why {
        /** There is no such way to sign in, or something needed for it is missing. */
        NOT_OFFERED,
        /** What was entered cannot be read or used. */
        BAD_INPUT,
        /** The terms were not accepted. */
        TERMS,
        /** No such sign-in goes on, or it is somebody else's. */
        UNKNOWN,
        /** The sign-in was used before. */
        USED,
        /** The sign-in took too long. */
        EXPIRED,
        /** The state is not the one that was sent. */
        STATE,
        /** Whoever was asked said no. */
        DENIED,
        /** Somebody else signed in than the account is of. */
        WRONG_ACCOUNT,
        /** The vendor refuses what it was sent, for good. */
        REFUSED,
        /** The vendor did not answer sensibly; later it may. */
        UNAVAILABLE
    }

    public SignInException(Why why, String message) {
        super(message);
        this.why = why;
    }

    public SignInException(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
