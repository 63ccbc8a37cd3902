package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.CacheControl;
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

    /**
     * The request as it is for a provider that speaks another protocol than Anthropic's or, for its clients, Responses. That
     * sources be named is a wish that no other protocol knows.
     */
    public static ChatRequest spelledOut(ChatRequest asked, DocumentForm form, Losses losses) {
        return inWords(ResponsesElsewhere.said(asked), form, losses);
    }

    /** The same for a provider of Responses, which knows the items of its own clients. */
    public static ChatRequest inWords(ChatRequest asked, DocumentForm form, Losses losses) {
        var request = TrainedTools.declared(asked);
        request.messages().forEach(m -> loseWishes(m.parts(), losses));
        if (request.messages().stream().noneMatch(m -> anyIn(m.parts()))) {
            return request;
        }
        boolean own = request.extras().origin() == Protocol.ANTHROPIC_MESSAGES;
        return request.withMessages(request.messages().stream()
                .map(m -> new Message(m.role(), spelledOut(m.parts(), form, own), m.name()))
                .toList());
    }

    private static void loseWishes(List<Part> parts, Losses losses) {
        for (var part : parts) {
            switch (part) {
                case Part.Document d -> loseWish(d.citations(), "document", losses);
                case Part.Opaque o
                when o.origin() == Protocol.ANTHROPIC_MESSAGES
                        && (o.type().equals("search_result") || o.type().equals("document")) ->
                    loseWish(cited(Json.tree(o.raw())), o.type(), losses);
                case Part.ToolResult r -> loseWishes(r.content(), losses);
                default -> {}
            }
        }
    }

    private static void loseWish(boolean given, String what, Losses losses) {
        if (given) {
            losses.addContent(what + ".citations");
        }
    }

    private static boolean cited(JsonNode block) {
        return block.path("citations").path("enabled").asBoolean();
    }

    private static boolean anyIn(List<Part> parts) {
        return parts.stream().anyMatch(p -> switch (p) {
            case Part.Opaque o -> o.origin() == Protocol.ANTHROPIC_MESSAGES;
            case Part.Document d -> d.name() != null || d.context() != null;
            case Part.ToolResult r -> anyIn(r.content());
            default -> false;
        });
    }

    private static List<Part> spelledOut(List<Part> parts, DocumentForm form, boolean titled) {
        var out = new ArrayList<Part>();
        for (var part : parts) {
            switch (part) {
                case Part.Opaque o when o.origin() == Protocol.ANTHROPIC_MESSAGES -> add(o, form, out);
                case Part.Document d -> out.addAll(form.said(d, titled));
                case Part.ToolResult r -> {
                    var content = spelledOut(r.content(), form, titled);
                    out.add(new Part.ToolResult(r.callId(), r.name(), content, r.isError(), r.kind(), r.cache()));
                }
                default -> out.add(part);
            }
        }
        return out;
    }

    private static void add(Part.Opaque opaque, DocumentForm form, List<Part> out) {
        var block = Json.tree(opaque.raw());
        switch (opaque.type()) {
            case "search_result" -> say(searchResult(block), opaque, out);
            case "compaction" -> say(words(block.path("content")), opaque, out);
            case "tool_reference" -> say(block.path("tool_name").asText(""), opaque, out);
            case "document" -> document(block, opaque, form, out);
            default -> out.add(opaque);
        }
    }

    private static void say(String words, Part.Opaque opaque, List<Part> out) {
        out.add(words.isBlank() ? opaque : new Part.Text(words, cache(Json.tree(opaque.raw())), List.of(), null));
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
    private static void document(JsonNode block, Part.Opaque opaque, DocumentForm form, List<Part> out) {
        var content = block.path("source").path("content");
        var words = words(content);
        if (words.isBlank()) {
            out.add(opaque);
            return;
        }
        var media = new Media.Inline(
                "text/plain", Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)));
        var document =
                new Part.Document(media, text(block, "title"), text(block, "context"), cited(block), cache(block));
        out.addAll(form.said(document, true));
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

    private static @Nullable CacheControl cache(JsonNode block) {
        var cache = block.path("cache_control");
        return cache.isObject() ? new CacheControl(text(cache, "ttl"), text(cache, "scope")) : null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.get(field).textValue() : null;
    }
}
