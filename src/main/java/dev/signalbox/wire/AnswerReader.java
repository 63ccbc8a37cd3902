package dev.signalbox.wire;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import java.util.List;

/**
 * Reads one answer of a provider. Not thread-safe; one per answer. The events of one stream obey the grammar of
 * {@link ChatEvent}: an error inside the stream is a {@link ChatEvent.Failed}, never an exception.
 */
public interface AnswerReader {

    /** The events in this frame; empty for comments, pings, and whatever follows the end. Garbage is a Failed event. */
    List<ChatEvent> read(Frame frame);

    /**
     * What the end of the stream means: nothing after a proper end; a late Finished where the protocol lets a stream end
     * without one; else Failed, because a cut stream must never look like success.
     */
    List<ChatEvent> end();

    /**
     * Reads an answer given as one JSON document.
     *
     * @throws ChatException when it is no such answer, or an error dressed as one
     */
    ChatAnswer whole(byte[] body);
}
