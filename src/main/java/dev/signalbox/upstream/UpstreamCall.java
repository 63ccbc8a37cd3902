package dev.signalbox.upstream;

import dev.signalbox.chat.Protocol;
import dev.signalbox.egress.Sender;
import java.net.URI;
import java.util.Map;

/**
 * One call to a provider.
 *
 * @param baseUri everything before the operation
 * @param model the provider's name of the model, where the protocol puts it into the path
 * @param headers what to send besides the content type, credentials among them; hence no {@code toString} of the values
 * @param body JSON, empty for {@link Operation#LIST_MODELS}
 * @param sender on whose behalf, which settles the proxy
 */
public record UpstreamCall(
        Protocol protocol,
        Operation operation,
        URI baseUri,
        String model,
        Map<String, String> headers,
        byte[] body,
        Sender sender) {
    public UpstreamCall {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return operation + " " + protocol.id() + " " + baseUri + " " + model;
    }
}
