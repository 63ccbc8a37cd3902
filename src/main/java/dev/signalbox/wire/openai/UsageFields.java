package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * Token counts: {@code prompt_tokens} includes what was cached, {@code completion_tokens} what was thought, but at xAI,
 * where only the total tells. Servers spell the details differently, DeepSeek's {@code prompt_cache_hit_tokens} and Anthropic's
 * names among them.
 */
final class UsageFields {
    private UsageFields() {}

    /** What a chunk or completion tells: at its top, or where Moonshot and Groq put it. */
    static @Nullable TokenUsage inChunk(JsonNode chunk) {
        var top = read(chunk.path("usage"));
        if (top != null) {
            return top;
        }
        var groq = read(chunk.at("/x_groq/usage"));
        return groq == null ? read(chunk.at("/choices/0/usage")) : groq;
    }

    /** Null when the object tells nothing: a count of nothing at all is a placeholder. */
    static @Nullable TokenUsage read(JsonNode usage) {
        if (!usage.isObject() || !(usage.has("prompt_tokens") || usage.has("completion_tokens"))) {
            return null;
        }
        var prompt = usage.path("prompt_tokens_details");
        long asked = count(usage, "prompt_tokens");
        long read = first(
                count(prompt, "cached_tokens"),
                count(usage, "prompt_cache_hit_tokens"),
                count(usage, "cached_tokens"),
                count(usage, "cache_read_input_tokens"));
        long written = first(
                count(prompt, "cache_write_tokens"),
                count(prompt, "cache_creation_tokens"),
                count(prompt, "cached_creation_tokens"),
                count(usage, "cache_creation_input_tokens"));
        read = Math.min(read, asked);
        written = Math.min(written, asked - read);
        long output = count(usage, "completion_tokens");
        long reasoning = first(
                count(usage.path("completion_tokens_details"), "reasoning_tokens"), count(usage, "reasoning_tokens"));
        if (asked == 0 && output == 0) {
            return null;
        }
        if (reasoning > 0 && count(usage, "total_tokens") == asked + output + reasoning) {
            output += reasoning;
        }
        return new TokenUsage(asked - read - written, output, read, written, 0, Math.min(reasoning, output));
    }

    private static long first(long... counts) {
        for (long count : counts) {
            if (count > 0) {
                return count;
            }
        }
        return 0;
    }

    private static long count(JsonNode holder, String name) {
        var value = holder.path(name);
        return value.isNumber() ? Math.max(0, value.asLong()) : 0;
    }

    static ObjectNode write(TokenUsage usage) {
        var node = Json.object()
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total());
        var prompt = node.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("audio_tokens", 0);
        if (usage.cacheWrite() > 0) {
            prompt.put("cache_write_tokens", usage.cacheWrite());
        }
        node.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return node;
    }
}
