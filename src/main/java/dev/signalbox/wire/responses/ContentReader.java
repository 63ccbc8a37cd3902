package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the content of messages and of tool outputs: text, pictures, files. */
final class ContentReader {
    private static final Pattern DATA = Pattern.compile("data:([^;,]*)(?:;[^,]*)?;base64,(.*)", Pattern.DOTALL);

    private ContentReader() {}

    /** The content of a message, a string or a list of parts. */
    static List<Part> message(Fields item) {
        var content = item.get("content");
        if (content == null) {
            throw ResponsesErrors.missing(item.at("content"));
        }
        if (content.isTextual()) {
            return withCache(List.of(Part.Text.of(content.textValue())), cache(item));
        }
        return withCache(parts(item, "content"), cache(item));
    }

    /** The output of a tool call, in whatever form it was given. */
    static List<Part> output(Fields item) {
        var output = item.get("output");
        if (output == null) {
            return List.of(Part.Text.of(""));
        }
        if (output.isTextual()) {
            return stringified(output.textValue(), item);
        }
        if (output.isArray() && !output.isEmpty() && output.valueStream().allMatch(ContentReader::isContent)) {
            return parts(item, "output");
        }
        return List.of(new Part.Json(Json.raw(output)));
    }

    /** Codex sends lists with pictures as JSON in a string; any other string is text, JSON or not. */
    private static List<Part> stringified(String text, Fields item) {
        if (text.startsWith("[") && text.contains("input_image")) {
            var list = Json.parse(text).orElse(Json.array());
            boolean content = list.isArray() && list.valueStream().allMatch(ContentReader::isContent);
            if (content
                    && list.valueStream()
                            .anyMatch(p -> p.path("image_url").asText().startsWith("data:image/"))) {
                var wrapped = Json.object();
                wrapped.set("output", list);
                return parts(new Fields(wrapped, item.path()), "output");
            }
        }
        return List.of(Part.Text.of(text));
    }

    private static boolean isContent(JsonNode node) {
        return switch (node.path("type").asText()) {
            case "input_text", "output_text", "text", "input_image", "input_file", "input_audio" -> true;
            default -> false;
        };
    }

    private static List<Part> parts(Fields item, String name) {
        var parts = new ArrayList<Part>();
        for (var part : item.objects(name)) {
            parts.add(part(part));
        }
        return parts;
    }

    private static Part part(Fields part) {
        var type = part.string("type");
        if (type == null) {
            throw ResponsesErrors.missing(part.at("type"));
        }
        return switch (type) {
            case "input_text", "output_text", "text", "summary_text" ->
                new Part.Text(part.requiredString("text"), cache(part), citations(part), null);
            case "refusal" -> new Part.Refusal(part.requiredString("refusal"));
            case "input_image", "computer_screenshot" -> image(part);
            case "input_file" -> file(part);
            case "input_audio" -> audio(part);
            default -> new Part.Opaque(Protocol.OPENAI_RESPONSES, type, Json.raw(part.node()));
        };
    }

    private static Part image(Fields part) {
        var url = part.get("image_url");
        var address = url != null && url.isObject()
                ? Fields.of(url, part.at("image_url")).string("url")
                : part.string("image_url");
        var id = part.string("file_id");
        if (address == null && id == null) {
            throw ResponsesErrors.missing(part.at("image_url"));
        }
        var media =
                address == null ? new Media.Uploaded(null, id == null ? "" : id) : media(address, part.at("image_url"));
        return new Part.Image(media, part.string("detail"), cache(part));
    }

    private static Part file(Fields part) {
        var name = part.string("filename");
        var data = part.string("file_data");
        var address = part.string("file_url");
        var id = part.string("file_id");
        Media media;
        if (data != null) {
            media = data.startsWith("data:") ? media(data, part.at("file_data")) : new Media.Inline(null, data);
        } else if (address != null) {
            media = new Media.Remote(null, address);
        } else if (id != null) {
            media = new Media.Uploaded(null, id);
        } else {
            throw ResponsesErrors.missing(part.at("file_data"));
        }
        return new Part.Document(media, name, null, false, cache(part));
    }

    private static Part audio(Fields part) {
        var audio = part.object("input_audio") == null ? part : part.requiredObject("input_audio");
        return new Part.Audio(new Media.Inline(null, audio.requiredString("data")), audio.string("format"));
    }

    private static Media media(String address, String path) {
        if (!address.startsWith("data:")) {
            return new Media.Remote(null, address);
        }
        var data = DATA.matcher(address);
        if (!data.matches()) {
            throw Fields.wrong(path, "must be an address or a base64 data URL");
        }
        return new Media.Inline(data.group(1).isEmpty() ? null : data.group(1), data.group(2));
    }

    private static List<Citation> citations(Fields part) {
        var citations = new ArrayList<Citation>();
        for (var annotation : part.array("annotations")) {
            citations.add(citation(annotation));
        }
        return citations;
    }

    static Citation citation(JsonNode annotation) {
        return new Citation(
                text(annotation, "url"),
                annotation.has("title") ? text(annotation, "title") : text(annotation, "filename"),
                null,
                annotation.path("start_index").asInt(-1),
                annotation.path("end_index").asInt(-1),
                Protocol.OPENAI_RESPONSES,
                Json.raw(annotation));
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).textValue() : null;
    }

    /** OpenAI's own breakpoints, and those that clients of other caching providers set all the same. */
    static @Nullable CacheControl cache(Fields fields) {
        var cache = fields.object("cache_control");
        if (cache != null) {
            return new CacheControl(cache.string("ttl"), cache.string("scope"));
        }
        var explicit = fields.object("prompt_cache_breakpoint");
        if (explicit == null) {
            return null;
        }
        if (!"explicit".equals(explicit.string("mode"))) {
            throw Fields.wrong(explicit.at("mode"), "must be explicit");
        }
        return CacheControl.OPENAI_BREAKPOINT;
    }

    private static List<Part> withCache(List<Part> parts, @Nullable CacheControl cache) {
        if (cache == null || parts.isEmpty()) {
            return parts;
        }
        var changed = new ArrayList<>(parts);
        var last = changed.removeLast();
        changed.add(
                switch (last) {
                    case Part.Text t
                    when t.cache() == null -> new Part.Text(t.text(), cache, t.citations(), t.signature());
                    case Part.Image i when i.cache() == null -> new Part.Image(i.media(), i.detail(), cache);
                    case Part.Document d
                    when d.cache() == null -> new Part.Document(d.media(), d.name(), d.context(), d.citations(), cache);
                    default -> last;
                });
        return changed;
    }
}
