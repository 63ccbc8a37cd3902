package dev.signalbox.wire.responses;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Tool;

/** Cache breakpoints, which this protocol cannot carry: it caches by itself. */
final class CacheMarks {
    private CacheMarks() {}

    static boolean any(ChatRequest request) {
        return request.tools().stream().anyMatch(CacheMarks::cached)
                || request.messages().stream().flatMap(m -> m.parts().stream()).anyMatch(CacheMarks::cached);
    }

    private static boolean cached(Tool tool) {
        return switch (tool) {
            case Tool.Function f -> f.cache() != null;
            case Tool.BuiltIn b -> b.cache() != null;
            case Tool.Custom c -> false;
        };
    }

    private static boolean cached(Part part) {
        return switch (part) {
            case Part.Text p -> p.cache() != null;
            case Part.Image p -> p.cache() != null;
            case Part.Document p -> p.cache() != null;
            case Part.ToolCall p -> p.cache() != null;
            case Part.ToolResult p -> p.cache() != null || p.content().stream().anyMatch(CacheMarks::cached);
            default -> false;
        };
    }
}
