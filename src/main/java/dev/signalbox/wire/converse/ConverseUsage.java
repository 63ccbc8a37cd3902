package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Token counts. {@code inputTokens} excludes what was read from or written to the cache.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html">TokenUsage</a>
 */
final class ConverseUsage {
    private ConverseUsage() {}

    /** Null when nothing was counted. */
    static @Nullable TokenUsage of(JsonNode usage) {
        if (!usage.path("inputTokens").isNumber()) {
            return null;
        }
        long written = usage.path("cacheWriteInputTokens").asLong();
        long hour = 0;
        for (var detail : usage.path("cacheDetails")) {
            if (detail.path("ttl").asText().equals("1h")) {
                hour += detail.path("inputTokens").asLong();
            }
        }
        hour = Math.clamp(hour, 0, Math.max(written, 0));
        return new TokenUsage(
                usage.path("inputTokens").asLong(),
                usage.path("outputTokens").asLong(),
                usage.path("cacheReadInputTokens").asLong(),
                written - hour,
                hour,
                0);
    }
}
