package dev.signalbox.usage;

import dev.signalbox.chat.Protocol;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was admitted, before any provider has answered.
 *
 * @param requestId the value of {@code x-signalbox-request-id}, unique over all nodes
 * @param keyId the API key it came with, null for a caller without one
 * @param keyName the key's name at that time, null without a key
 * @param requestedModel the model name as the client wrote it
 */
public record StartedRequest(
        String requestId,
        @Nullable UUID keyId,
        @Nullable String keyName,
        Protocol clientProtocol,
        String requestedModel,
        boolean stream,
        Instant startedAt) {}
