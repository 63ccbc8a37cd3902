package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of Anthropic's that are nothing but words in a form of their own: search results, documents made of blocks, the
 * summary of a compacted conversation, the name of a tool that was found. For other vendors they are said in those words.
 */
public final class ReadableBlocks {
    private ReadableBlocks() {}

    /** The request as it is for a provider that speaks another protocol than Anthropic's. */
    public static ChatRequest spelledOut(ChatRequest request) {
        if (request.extras().origin() != Protocol.ANTHROPIC_MESSAGES
                || request.messages().stream().noneMatch(m -> anyIn(m.parts()))) {
            return request;
        }
        return request.withMessages(request.messages().stream()
                .map(m -> new Message(m.role(), spelledOut(m.parts()), m.name()))
                .toList());
    }

    private static boolean anyIn(List<Part> parts) {
        return parts.stream().anyMatch(p -> switch (p) {
            case Part.Opaque o -> true;
            case Part.ToolResult r -> anyIn(r.content());
            default -> false;
        });
    }

    private static List<Part> spelledOut(List<Part> parts) {
        var out = new ArrayList<Part>();
        for (var part : parts) {
            if (part instanceof Part.Opaque opaque && opaque.origin() == Protocol.ANTHROPIC_MESSAGES) {
                add(opaque, out);
            } else if (part instanceof Part.ToolResult r) {
                out.add(new Part.ToolResult(
                        r.callId(), r.name(), spelledOut(r.content()), r.isError(), r.kind(), r.cache()));
            } else {
                out.add(part);
            }
        }
        return out;
    }

    private static void add(Part.Opaque opaque, List<Part> out) {
        var block = Json.tree(opaque.raw());
        switch (opaque.type()) {
            case "search_result" -> say(searchResult(block), opaque, out);
            case "compaction" -> say(words(block.path("content")), opaque, out);
            case "tool_reference" -> say(block.path("tool_name").asText(""), opaque, out);
            case "document" -> document(block, opaque, out);
            default -> out.add(opaque);
        }
    }

    private static void say(String words, Part.Opaque opaque, List<Part> out) {
        out.add(words.isBlank() ? opaque : Part.Text.of(words));
    }

    private static String searchResult(JsonNode block) {
        var lines = new ArrayList<String>();
        for (var field : List.of("title", "source")) {
            var value = block.path(field).asText("");
            if (!value.isEmpty()) {
                lines.add(value);
            }
        }
        lines.add("");
        lines.add(words(block.path("content")));
        return String.join("\n", lines);
    }

    private static String words(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var texts = content.valueStream().map(b -> b.path("text").asText("")).filter(t -> !t.isEmpty());
        return String.join("\n", texts.toList());
    }

    /** Its words become a plain document, its pictures follow it. */
    private static void document(JsonNode block, Part.Opaque opaque, List<Part> out) {
        var content = block.path("source").path("content");
        var words = words(content);
        if (words.isBlank()) {
            out.add(opaque);
            return;
        }
        var media = new Media.Inline(
                "text/plain", Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)));
        boolean cited = block.path("citations").path("enabled").asBoolean();
        out.add(new Part.Document(media, text(block, "title"), text(block, "context"), cited, null));
        content.forEach(inner -> picture(inner.path("source"), out));
    }

    private static void picture(JsonNode source, List<Part> out) {
        if (source.path("data").isTextual()) {
            var media = new Media.Inline(
                    text(source, "media_type"), source.get("data").textValue());
            out.add(new Part.Image(media, null, null));
        } else if (source.path("url").isTextual()) {
            out.add(new Part.Image(new Media.Remote(null, source.get("url").textValue()), null, null));
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.get(field).textValue() : null;
    }
}
