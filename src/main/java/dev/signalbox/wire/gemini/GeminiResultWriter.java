package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes tool results as function responses; pictures and other media follow their response as parts of their own. */
final class GeminiResultWriter {
    private final ToolNames names;
    private final GeminiMediaWriter media;
    private final Losses losses;

    GeminiResultWriter(ToolNames names, GeminiMediaWriter media, Losses losses) {
        this.names = names;
        this.media = media;
        this.losses = losses;
    }

    /** One response for each call, in their order; the API counts them. */
    void write(List<Part.ToolCall> calls, List<Part.ToolResult> results, ArrayNode parts) {
        for (var call : calls) {
            Part.ToolResult answer = null;
            for (var result : results) {
                answer = result.callId().equals(call.id()) ? result : answer;
            }
            write(call, answer, parts);
        }
    }

    private void write(Part.ToolCall call, Part.@Nullable ToolResult result, ArrayNode parts) {
        var response = parts.addObject().putObject("functionResponse");
        if (!call.id().isEmpty()) {
            response.put("id", call.id());
        }
        response.put("name", names.provided(call.name()));
        if (result == null) {
            response.putObject("response").put("error", "No result was given for this call.");
            return;
        }
        losses.addIf(result.cache() != null, Field.CACHE_CONTROL);
        response.set("response", body(result));
        // only who put them into the response asks a model that takes them there; every model takes them behind it
        boolean inside = losses.origin() == Protocol.GEMINI;
        for (var part : result.content()) {
            var node = media.write(part);
            if (node != null) {
                (inside ? response.withArrayProperty("parts") : parts).add(node);
            }
        }
    }

    private ObjectNode body(Part.ToolResult result) {
        var values = new ArrayList<JsonNode>();
        boolean blocks = losses.origin() == Protocol.ANTHROPIC_MESSAGES
                && !result.isError()
                && result.content().stream().anyMatch(GeminiMediaWriter::isMedia);
        for (var part : result.content()) {
            switch (part) {
                case Part.Text t -> {
                    losses.addIf(t.cache() != null, Field.CACHE_CONTROL);
                    values.add(text(t, blocks));
                }
                case Part.Refusal r -> values.add(Json.object().textNode(r.text()));
                case Part.Json j -> values.add(Json.tree(j.value()));
                default -> {
                    if (!GeminiMediaWriter.isMedia(part)) {
                        losses.addContent("tool_result");
                    }
                }
            }
        }
        boolean own = losses.origin() == Protocol.GEMINI;
        if (own && values.size() == 1 && values.getFirst() instanceof ObjectNode object) {
            return object;
        }
        var response = Json.object();
        response.set(result.isError() ? "error" : own ? "output" : "result", value(values));
        return response;
    }

    /** Text that a Messages client put beside pictures stays a block, so that the model sees that there is more. */
    private static JsonNode text(Part.Text text, boolean block) {
        return block
                ? Json.object().put("type", "text").put("text", text.text())
                : Json.object().textNode(text.text());
    }

    private static JsonNode value(List<JsonNode> values) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        if (values.stream().allMatch(JsonNode::isTextual)) {
            return Json.object()
                    .textNode(String.join(
                            "\n", values.stream().map(JsonNode::textValue).toList()));
        }
        return Json.array().addAll(values);
    }
}
