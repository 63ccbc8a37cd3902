package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code usageMetadata}: the prompt count contains what was cached, thoughts stand beside the candidates' tokens, what tools of
 * Google's fed back into the prompt stands apart.
 */
final class GeminiUsage {
    private GeminiUsage() {}

    /** Null when nothing was counted yet. */
    static @Nullable TokenUsage read(JsonNode metadata) {
        long prompt = count(metadata, "promptTokenCount") + count(metadata, "toolUsePromptTokenCount");
        long cached = Math.min(count(metadata, "cachedContentTokenCount"), prompt);
        long thoughts = count(metadata, "thoughtsTokenCount");
        long output = count(metadata, "candidatesTokenCount") + thoughts;
        if (prompt == 0 && output == 0) {
            return null;
        }
        return new TokenUsage(prompt - cached, output, cached, 0, 0, thoughts);
    }

    private static long count(JsonNode metadata, String name) {
        return Math.max(0, metadata.path(name).asLong());
    }

    static ObjectNode write(TokenUsage usage) {
        var metadata = Json.object().put("promptTokenCount", usage.prompt());
        metadata.put("candidatesTokenCount", usage.output() - usage.reasoning());
        metadata.put("totalTokenCount", usage.total());
        if (usage.cacheRead() > 0) {
            metadata.put("cachedContentTokenCount", usage.cacheRead());
        }
        if (usage.reasoning() > 0) {
            metadata.put("thoughtsTokenCount", usage.reasoning());
        }
        return metadata;
    }
}
