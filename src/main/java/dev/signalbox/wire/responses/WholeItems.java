package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.Json;

/** Items that come complete: calls of tools that the provider ran, pictures, and what another Responses provider said. */
final class WholeItems {
    private WholeItems() {}

    static void serverCall(EventStream out, Part.ServerToolCall call, ArrayNode output) {
        if (call.origin() == Protocol.OPENAI_RESPONSES) {
            raw(out, call.raw(), output);
        } else if (call.name().equals("web_search")) {
            var input = Json.tree(call.input());
            var item = Json.object().put("type", "web_search_call").put("status", "completed");
            item.putObject("action")
                    .put("type", "search")
                    .put("query", input.path("query").asText());
            write(out, item, output);
        }
    }

    static void image(EventStream out, Media.Inline media, ArrayNode output) {
        var mime = media.mimeType() == null ? "image/png" : media.mimeType();
        var item = Json.object().put("type", "image_generation_call").put("status", "completed");
        item.put("output_format", mime.substring(mime.indexOf('/') + 1)).put("result", media.base64());
        write(out, item, output);
    }

    static void raw(EventStream out, RawJson raw, ArrayNode output) {
        if (Json.tree(raw) instanceof ObjectNode item) {
            write(out, item, output);
        }
    }

    private static void write(EventStream out, ObjectNode item, ArrayNode output) {
        int index = out.nextIndex();
        var type = item.path("type").asText();
        var id = item.path("id");
        if (!id.isTextual() || id.textValue().isEmpty()) {
            item.put("id", out.itemId(prefix(type), index));
        }
        var begun = item.deepCopy();
        begun.remove("result");
        out.sendItem("response.output_item.added", index, begun.put("status", "in_progress"));
        if (type.equals("web_search_call")) {
            for (var step : new String[] {"in_progress", "searching", "completed"}) {
                out.send(EventStream.event("response.web_search_call." + step)
                        .put("output_index", index)
                        .put("item_id", item.path("id").asText()));
            }
        }
        out.sendItem("response.output_item.done", index, item);
        output.add(item);
    }

    private static String prefix(String type) {
        return switch (type) {
            case "web_search_call" -> "ws";
            case "image_generation_call" -> "ig";
            default -> "item";
        };
    }
}
