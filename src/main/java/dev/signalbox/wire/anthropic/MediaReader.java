package dev.signalbox.wire.anthropic;

import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads images and documents. */
final class MediaReader {
    private MediaReader() {}

    static Part image(Fields block) {
        return new Part.Image(media(block.requiredObject("source")), null, CacheReader.read(block));
    }

    static Part document(Fields block) {
        var source = block.requiredObject("source");
        var citations = block.object("citations");
        var cache = CacheReader.read(block);
        var title = block.string("title");
        var context = block.string("context");
        boolean cited = citations != null && citations.isTrue("enabled");
        if ("content".equals(source.string("type"))) {
            return new Part.Opaque(Protocol.ANTHROPIC_MESSAGES, "document", Json.raw(block.node()));
        }
        return new Part.Document(media(source), title, context, cited, cache);
    }

    private static Media media(Fields source) {
        var type = source.string("type");
        return switch (type == null ? "base64" : type) {
            case "base64" ->
                new Media.Inline(
                        source.string("media_type"),
                        source.requiredString("data").replaceAll("\\s", ""));
            case "text" -> {
                var text = source.requiredString("data").getBytes(StandardCharsets.UTF_8);
                var given = source.string("media_type");
                boolean told = given != null && given.startsWith("text/");
                yield new Media.Inline(
                        told ? given : "text/plain", Base64.getEncoder().encodeToString(text));
            }
            case "url" -> new Media.Remote(null, source.requiredString("url"));
            case "file" -> new Media.Uploaded(null, source.requiredString("file_id"));
            default -> throw Fields.wrong(source.at("type"), "must be base64, text, url or file");
        };
    }
}
