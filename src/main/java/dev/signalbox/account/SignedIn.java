package dev.signalbox.account;

/** Whether the provider still takes an account's credential. */
public sealed interface SignedIn {
    /** It does, as far as is known. */
    record Ok() implements SignedIn {}

    /**
     * It does not: somebody has to sign in again or enter another key.
     *
     * @param reason what the provider said, for people
     */
    record Again(String reason) implements SignedIn {}

    static SignedIn ok() {
        return new Ok();
    }

    default boolean again() {
        return this instanceof Again;
    }
}
