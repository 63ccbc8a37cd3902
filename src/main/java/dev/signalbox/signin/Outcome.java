package dev.signalbox.signin;

import dev.signalbox.account.Account;
import java.time.Duration;

/** How far a sign-in has come. */
public sealed interface Outcome {
    /** The account is there. */
    record Done(Account account) implements Outcome {}

    /** Somebody has yet to agree; ask again after this time. */
    record Pending(Duration after) implements Outcome {}
}
