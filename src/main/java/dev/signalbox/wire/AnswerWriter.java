package dev.signalbox.wire;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;

/** Writes one answer in a client's protocol. Not thread-safe; one per answer. */
public interface AnswerWriter {

    /**
     * The bytes this event adds to the stream, complete frames only; empty when it adds nothing (yet). After
     * {@link ChatEvent.Finished} or {@link ChatEvent.Failed} the stream is complete, and whatever follows is ignored.
     */
    byte[] write(ChatEvent event);

    /**
     * The failure as the last event of a stream that passed so far as the provider wrote it, {@code last} being its last event.
     * The writer has been told of the start only.
     */
    default byte[] interrupt(Failure failure, String last) {
        return write(new ChatEvent.Failed(failure));
    }

    /** What may be sent in silence without disturbing the client's parser; empty when the protocol allows nothing. */
    byte[] keepAlive();

    /** The whole answer as one JSON document. */
    byte[] whole(ChatAnswer answer);
}
