package dev.signalbox.wire;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A protocol as providers speak it: requests are written, answers and errors read. Stateless. */
public interface ProviderProtocol {
    Protocol protocol();

    /**
     * The dialect whose bodies these are, where they are in a format of their own, filed under the protocol they are nearest
     * to; empty for the protocol itself.
     */
    default String dialect() {
        return "";
    }

    /** The form this protocol streams in; of a dialect what it hands on. */
    default StreamForm streamForm() {
        return StreamForm.SSE;
    }

    /** Writes the request for this model, and says what it could not carry. */
    EncodedRequest writeRequest(ChatRequest request, ModelProfile target);

    /** A reader for the answer to {@code sent} (which for the same-protocol lane holds no renamed tools). */
    AnswerReader answerReader(EncodedRequest sent);

    /** A reader for the answer to a request of the protocol's older form, which passed as it was. */
    default AnswerReader legacyReader(EncodedRequest sent) {
        return answerReader(sent);
    }

    /**
     * What to ask this protocol's token count, made from a request that was written for generating; empty when the protocol has no
     * count.
     */
    default Optional<byte[]> countRequest(byte[] written, String model) {
        return Optional.empty();
    }

    /** The number in the answer to a token count; empty when there is none. */
    default OptionalLong counted(byte[] answer) {
        return OptionalLong.empty();
    }

    /** How a stream passes to a client that speaks this protocol too; {@code model} is what the provider was asked for. */
    default Passage passage(String model) {
        return new Passage.AsIs();
    }

    /**
     * What an HTTP error means.
     *
     * @param headers response headers, names in lower case, first value each
     */
    default Failure readError(int status, Map<String, String> headers, byte[] body) {
        return ProviderErrors.of(status, headers, body);
    }
}
