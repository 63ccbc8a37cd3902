package dev.signalbox.relay;

import dev.signalbox.chat.Failure;
import org.jspecify.annotations.Nullable;

/** Closes the books on one request; returns when the ledger has it. */
interface Settlement {
    Failure CLIENT_LEFT = Failure.of(Failure.Kind.CANCELLED, 499, "The client closed the connection.");
    Failure BROKEN = Failure.of(Failure.Kind.INTERNAL, 500, "The gateway could not write the answer.");

    /** {@code failure} is null after a proper end. */
    void settle(AnswerTrack track, @Nullable Failure failure);
}
