package dev.signalbox.relay;

import dev.signalbox.routing.Candidate;
import dev.signalbox.upstream.Reply;
import dev.signalbox.wire.AnswerWriter;
import java.util.List;

/** An answer at its commit point: from here on it is this candidate's, for better or worse. */
sealed interface Opened {
    Candidate candidate();

    List<String> losses();

    /** A stream whose first meaningful event has been read; {@code first} is what the client gets of it so far. */
    record Stream(Candidate candidate, List<String> losses, Reply reply, Flow flow, AnswerWriter writer, byte[] first)
            implements Opened {}

    /** A document that is there as a whole. */
    record Document(Candidate candidate, List<String> losses, byte[] body, AnswerTrack track) implements Opened {}
}
