package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/** Token counts of a response: {@code input_tokens} includes what was cached, {@code output_tokens} the reasoning. */
final class ResponsesUsage {
    private ResponsesUsage() {}

    static @Nullable TokenUsage read(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        var details = usage.path("input_tokens_details");
        long cached = details.path("cached_tokens").asLong();
        long written = details.path("cache_write_tokens").asLong();
        if (written == 0) {
            written = details.path("cache_creation_tokens").asLong();
        }
        long input = usage.path("input_tokens").asLong();
        cached = Math.clamp(cached, 0, Math.max(0, input));
        written = Math.clamp(written, 0, Math.max(0, input - cached));
        long output = usage.path("output_tokens").asLong();
        long reasoning =
                usage.path("output_tokens_details").path("reasoning_tokens").asLong();
        if (input == 0 && output == 0) {
            return null; // a placeholder
        }
        return new TokenUsage(input - cached - written, output, cached, written, 0, Math.min(reasoning, output));
    }

    static ObjectNode write(TokenUsage usage) {
        var node = Json.object().put("input_tokens", usage.prompt());
        node.putObject("input_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheWrite());
        node.put("output_tokens", usage.output());
        node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return node.put("total_tokens", usage.total());
    }
}
