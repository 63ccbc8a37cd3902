package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * Counts as they come: the start of a stream tells the input, its end the output, some servers everything twice. A later
 * number replaces an earlier one, a missing number or a placeholder of zero does not.
 */
final class AnthropicUsage {
    private TokenUsage sum = TokenUsage.ZERO;
    private boolean told;

    void add(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        told = true;
        var split = usage.path("cache_creation");
        long write = later(usage, "cache_creation_input_tokens", sum.cacheWrite());
        long hour = later(split, "ephemeral_1h_input_tokens", sum.cacheWrite1h());
        var details = usage.path("output_tokens_details");
        sum = new TokenUsage(
                later(usage, "input_tokens", sum.input()),
                later(usage, "output_tokens", sum.output()),
                later(usage, "cache_read_input_tokens", sum.cacheRead()),
                Math.max(later(split, "ephemeral_5m_input_tokens", 0), Math.max(write - hour, 0)),
                hour,
                later(details, "thinking_tokens", later(details, "reasoning_tokens", sum.reasoning())));
    }

    private static long later(JsonNode usage, String name, long before) {
        long value = usage.path(name).asLong(0);
        return value > 0 ? value : before;
    }

    /** Null when nothing was told. */
    @Nullable
    TokenUsage told() {
        return told ? sum : null;
    }

    static ObjectNode tree(@Nullable TokenUsage usage) {
        var counts = usage == null ? TokenUsage.ZERO : usage;
        var tree = Json.object()
                .put("input_tokens", counts.input())
                .put("cache_creation_input_tokens", counts.cacheWrite())
                .put("cache_read_input_tokens", counts.cacheRead());
        tree.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", counts.cacheWrite5m())
                .put("ephemeral_1h_input_tokens", counts.cacheWrite1h());
        tree.put("output_tokens", counts.output());
        if (counts.reasoning() > 0) {
            tree.putObject("output_tokens_details").put("thinking_tokens", counts.reasoning());
        }
        return tree;
    }
}
