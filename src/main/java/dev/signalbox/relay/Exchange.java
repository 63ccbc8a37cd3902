package dev.signalbox.relay;

import dev.signalbox.access.Caller;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.StreamForm;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as it came in.
 *
 * @param model the model where the path names it (Gemini), else empty
 * @param stream whether the path asks for a stream (Gemini)
 * @param form the form of a stream the client expects
 * @param headers request headers, names in lower case, first value each, credentials left out
 * @param strict whether a loss is to be refused
 * @param client whether whoever asked is still there
 */
public record Exchange(
        String requestId,
        ClientProtocol protocol,
        Caller caller,
        byte[] body,
        String model,
        boolean stream,
        StreamForm form,
        Map<String, String> headers,
        boolean strict,
        Instant startedAt,
        Presence client) {
    public Exchange {
        headers = Map.copyOf(headers);
    }

    /** The same request with another body. */
    Exchange withBody(byte[] other) {
        return new Exchange(
                requestId, protocol, caller, other, model, stream, form, headers, strict, startedAt, client);
    }

    /** Whether a stream is wanted, given what the body says: omitted means no, except for Ollama, where it means yes. */
    boolean streams(@Nullable Boolean said) {
        return said == null ? protocol.protocol() == Protocol.OLLAMA : said;
    }
}
