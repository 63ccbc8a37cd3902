package dev.signalbox.upstream;

import dev.signalbox.chat.Protocol;
import dev.signalbox.egress.Sender;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * One call to a provider, in its protocol's terms.
 *
 * @param baseUri everything before the operation
 * @param model the provider's name of the model, where the protocol puts it into the path
 * @param headers what to send besides the content type, credentials among them; hence no {@code toString} of the values
 * @param body JSON, empty for {@link Operation#LIST_MODELS}
 * @param sender on whose behalf, which settles the proxy
 * @param dialect the {@link Dialect} by its id, empty for the protocol as it is
 * @param access what the dialect needs of the account
 */
public record UpstreamCall(
        Protocol protocol,
        Operation operation,
        URI baseUri,
        String model,
        Map<String, String> headers,
        byte[] body,
        Sender sender,
        String dialect,
        Access access) {
    public UpstreamCall {
        headers = Map.copyOf(headers);
    }

    /** A call in the protocol as it is. */
    public UpstreamCall(
            Protocol protocol,
            Operation operation,
            URI baseUri,
            String model,
            Map<String, String> headers,
            byte[] body,
            Sender sender) {
        this(protocol, operation, baseUri, model, headers, body, sender, "", Access.NONE);
    }

    /** The headers with these put over them; names in lower case. */
    public Map<String, String> headersWith(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return all;
    }

    @Override
    public String toString() {
        return operation + " " + protocol.id() + (dialect.isEmpty() ? "" : " in " + dialect) + " " + baseUri + " "
                + model;
    }
}
