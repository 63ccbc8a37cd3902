package dev.signalbox.wire;

import java.util.List;
import java.util.Map;

/**
 * A request in a provider's protocol.
 *
 * @param body the JSON to send
 * @param losses dotted paths, in the client's protocol, of what this provider's protocol cannot carry
 * @param toolNames provider's tool name to the client's, where they had to differ
 */
public record EncodedRequest(byte[] body, List<String> losses, Map<String, String> toolNames) {
    public EncodedRequest {
        losses = List.copyOf(losses);
        toolNames = Map.copyOf(toolNames);
    }

    public static EncodedRequest of(byte[] body) {
        return new EncodedRequest(body, List.of(), Map.of());
    }

    /** The client's name for a tool that the provider called by {@code name}. */
    public String clientName(String name) {
        return toolNames.getOrDefault(name, name);
    }
}
