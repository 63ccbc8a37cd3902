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
        long candidates = count(metadata, "candidatesTokenCount");
        boolean thoughtsInside = count(metadata, "totalTokenCount") == prompt + candidates && candidates >= thoughts;
        long output = thoughtsInside ? candidates : candidates + thoughts;
        if (prompt == 0 && output == 0) {
            return null;
        }
        return new TokenUsage(prompt - cached, output, cached, 0, 0, thoughts);
    }

    /** The counts with what only an earlier chunk told. */
    static TokenUsage with(TokenUsage counted, @Nullable TokenUsage before) {
        if (before == null) {
            return counted;
        }
        var in = counted.prompt() > 0 ? counted : before;
        var out = counted.output() > 0 ? counted : before;
        return new TokenUsage(in.input(), out.output(), in.cacheRead(), 0, 0, out.reasoning());
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
