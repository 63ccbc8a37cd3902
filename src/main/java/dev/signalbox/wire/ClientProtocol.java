package dev.signalbox.wire;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;

/** A protocol as clients speak it: requests are read, answers and errors written. Stateless. */
public interface ClientProtocol {
    Protocol protocol();

    /**
     * Reads a request and refuses what the real API would refuse.
     *
     * @param body the JSON as received
     * @param model the model where the protocol puts it into the path (Gemini); else empty, and the body names it
     * @param stream whether a stream was asked for, where the path says so (Gemini); else ignored
     * @throws ChatException with {@link Failure.Kind#CLIENT_FAULT} naming the field at fault
     */
    ChatRequest readRequest(byte[] body, String model, boolean stream);

    /**
     * Reads what is to be counted: a request as above, less what only generating needs.
     *
     * @throws ChatException as {@link #readRequest}
     */
    default ChatRequest readCountRequest(byte[] body, String model) {
        return readRequest(body, model, false);
    }

    /**
     * The body for a provider that speaks this protocol too: the very bytes, unless they lack what every provider refuses to do
     * without and what the body itself tells.
     */
    default byte[] passable(byte[] body) {
        return body;
    }

    /** Whether this is an older form of the protocol, with a prompt instead of a conversation and a path of its own. */
    default boolean legacy() {
        return false;
    }

    /** Whether a request of an older form is left to providers that have this form too, as far as they are asked. */
    default boolean onlyAsItIs(byte[] body) {
        return false;
    }

    AnswerWriter answerWriter(AnswerContext context);

    /** The failure as this protocol's HTTP error. */
    ErrorBody error(Failure failure);

    /** The answer to a token count in this protocol; {@code inputTokens} is everything that would go in. */
    byte[] tokenCount(long inputTokens);
}
