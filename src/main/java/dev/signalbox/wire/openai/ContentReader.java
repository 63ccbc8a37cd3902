package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Signature;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of a Chat message: a string, or an array of parts. */
final class ContentReader {
    private ContentReader() {}

    /** The parts of a message's content, empty for null; a cache breakpoint on the message belongs to its last part. */
    static List<Part> parts(Fields message) {
        return parts(message, cache(message));
    }

    private static List<Part> parts(Fields message, @Nullable CacheControl cache) {
        var content = message.get("content");
        if (content == null) {
            return List.of();
        }
        if (content.isTextual()) {
            return List.of(text(content.asText(), cache));
        }
        if (!content.isArray()) {
            throw Fields.wrong(message.at("content"), "must be a string or an array of parts");
        }
        var given = message.objects("content");
        var parts = new ArrayList<Part>();
        for (int i = 0; i < given.size(); i++) {
            var own = cache(given.get(i));
            parts.add(part(given.get(i), own == null && i == given.size() - 1 ? cache : own));
        }
        return parts;
    }

    static @Nullable CacheControl cache(Fields holder) {
        var cache = holder.object("cache_control");
        if (cache != null) {
            return new CacheControl(cache.string("ttl"), cache.string("scope"));
        }
        var explicit = holder.object("prompt_cache_breakpoint");
        if (explicit == null) {
            return null;
        }
        if (!"explicit".equals(explicit.string("mode"))) {
            throw Fields.wrong(explicit.at("mode"), "must be explicit");
        }
        return CacheControl.OPENAI_BREAKPOINT;
    }

    private static Part.Text text(String text, @Nullable CacheControl cache) {
        return new Part.Text(text, cache, List.of(), (Signature) null);
    }

    private static Part part(Fields given, @Nullable CacheControl cache) {
        return switch (given.requiredString("type")) {
            case "text" -> text(given.requiredString("text"), cache);
            case "refusal" -> new Part.Refusal(given.requiredString("refusal"));
            case "image_url" -> image(given, cache);
            case "input_audio" -> audio(given.requiredObject("input_audio"));
            case "file" -> file(given, cache);
            case "video_url" -> video(given);
            case "thinking" -> thinking(given);
            default -> opaque(given);
        };
    }

    /** Mistral's models give their thoughts as a part of the content, and take them back there. */
    private static Part thinking(Fields given) {
        var said = given.get("thinking");
        if (said == null || !said.isArray()) {
            return new Part.Thinking(said == null ? "" : said.asText(), null);
        }
        var texts = given.objects("thinking").stream()
                .map(t -> t.node().path("text").asText());
        return new Part.Thinking(String.join("", texts.toList()), null);
    }

    private static Part opaque(Fields given) {
        return new Part.Opaque(Protocol.OPENAI_CHAT, given.requiredString("type"), Json.raw(given.node()));
    }

    private static Part image(Fields given, @Nullable CacheControl cache) {
        var value = given.get("image_url");
        if (value != null && value.isTextual()) {
            return new Part.Image(DataUrl.media(value.asText(), given.at("image_url")), null, cache);
        }
        var image = given.requiredObject("image_url");
        var media = media(image, "url", "file_id");
        return media == null ? opaque(given) : new Part.Image(media, image.string("detail"), cache);
    }

    private static Part video(Fields given) {
        var value = given.get("video_url");
        if (value != null && value.isTextual()) {
            return new Part.Video(DataUrl.media(value.asText(), given.at("video_url")));
        }
        var media = media(given.requiredObject("video_url"), "url", "file_id");
        return media == null ? opaque(given) : new Part.Video(media);
    }

    private static Part audio(Fields given) {
        var format = given.string("format");
        var data = DataUrl.strip(given.requiredString("data"));
        return new Part.Audio(new Media.Inline(AudioFormat.mimeType(format), data), format);
    }

    private static Part file(Fields given, @Nullable CacheControl cache) {
        var file = given.requiredObject("file");
        var name = file.string("filename");
        var data = file.string("file_data");
        Media media = media(file, "file_url", "file_id");
        if (data != null) {
            media = data.startsWith("data:")
                    ? DataUrl.media(data, file.at("file_data"))
                    : new Media.Inline(DataUrl.typeOfName(name), data);
        }
        return media == null ? opaque(given) : new Part.Document(media, name, null, false, cache);
    }

    private static @Nullable Media media(Fields holder, String url, String id) {
        var address = holder.string(url);
        if (address != null) {
            return DataUrl.media(address, holder.at(url));
        }
        var file = holder.string(id);
        return file == null ? null : new Media.Uploaded(null, file);
    }

    /** The content of a tool's result, which some clients give as an object or a number; a breakpoint belongs to the whole result. */
    static List<Part> result(Fields message) {
        var content = message.get("content");
        if (content != null && content.isValueNode() && !content.isTextual()) {
            return List.of(Part.Text.of(content.asText()));
        }
        return content != null && content.isObject() ? List.of(json(content)) : parts(message, null);
    }

    private static Part json(JsonNode object) {
        return new Part.Json(Json.raw(object));
    }
}
