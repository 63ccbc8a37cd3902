package dev.signalbox.access;

import java.time.Duration;

/** How a sign-in went. */
public sealed interface LoginResult {
    /** The password was right. */
    record Accepted(UserAccount user, IssuedToken token) implements LoginResult {}

    /** Name or password was wrong, or the person is disabled; which of them is not said. */
    record Refused() implements LoginResult {}

    /** Too many attempts at once; the next is worth making after this time. */
    record Busy(Duration retryAfter) implements LoginResult {}
}
