package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Tool;
import org.jspecify.annotations.Nullable;

/** Cache breakpoints: OpenAI's own stay on the content they end; those of other vendors cannot be carried. */
final class CacheMarks {
    private CacheMarks() {}

    static boolean any(ChatRequest request) {
        return request.tools().stream().anyMatch(CacheMarks::cached)
                || request.messages().stream().flatMap(m -> m.parts().stream()).anyMatch(CacheMarks::cached);
    }

    private static boolean cached(Tool tool) {
        return switch (tool) {
            case Tool.Function f -> foreign(f.cache());
            case Tool.BuiltIn b -> foreign(b.cache());
            case Tool.Custom c -> false;
        };
    }

    private static boolean cached(Part part) {
        return switch (part) {
            case Part.Text p -> foreign(p.cache());
            case Part.Image p -> foreign(p.cache());
            case Part.Document p -> foreign(p.cache());
            case Part.ToolCall p -> foreign(p.cache());
            case Part.ToolResult p -> foreign(p.cache()) || p.content().stream().anyMatch(CacheMarks::cached);
            default -> false;
        };
    }

    private static boolean foreign(@Nullable CacheControl cache) {
        return cache != null && !cache.equals(CacheControl.OPENAI_BREAKPOINT);
    }

    static ObjectNode mark(ObjectNode content, @Nullable CacheControl cache) {
        if (CacheControl.OPENAI_BREAKPOINT.equals(cache)) {
            content.putObject("prompt_cache_breakpoint").put("mode", "explicit");
        }
        return content;
    }
}
