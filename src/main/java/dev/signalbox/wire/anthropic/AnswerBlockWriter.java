package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import java.util.List;
import java.util.Objects;

/** Complete content blocks of an answer. Signatures of any vendor go out as they are, so that they can come back. */
final class AnswerBlockWriter {
    private AnswerBlockWriter() {}

    /** The blocks of this part; none where the protocol has no place for it. */
    static List<ObjectNode> write(Part part) {
        return switch (part) {
            case Part.Text text -> List.of(text(text));
            case Part.Refusal refusal -> List.of(block("text").put("text", refusal.text()));
            case Part.Thinking thinking -> List.of(thinking(thinking));
            case Part.RedactedThinking redacted ->
                List.of(block("redacted_thinking").put("data", redacted.data().value()));
            case Part.ToolCall call -> calls(call);
            case Part.ServerToolCall call -> serverCall(call);
            case Part.ServerToolResult result -> own(result.origin(), Json.tree(result.raw()));
            case Part.Opaque opaque -> own(opaque.origin(), Json.tree(opaque.raw()));
            case Part.Json json ->
                List.of(block("text").put("text", json.value().text()));
            case Part.Image i -> List.of();
            case Part.Document d -> List.of();
            case Part.Audio a -> List.of();
            case Part.Video v -> List.of();
            case Part.ToolResult r -> List.of();
        };
    }

    static ObjectNode block(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode text(Part.Text text) {
        var block = block("text").put("text", text.text());
        if (!text.citations().isEmpty()) {
            var citations = text.citations().stream()
                    .map(Citations::write)
                    .filter(Objects::nonNull)
                    .toList();
            ArrayNode list = block.putArray("citations");
            list.addAll(citations);
        }
        return block;
    }

    private static ObjectNode thinking(Part.Thinking thinking) {
        var signature = thinking.signature();
        return block("thinking")
                .put("thinking", thinking.text())
                .put("signature", signature == null ? "" : signature.value());
    }

    /** A signature that another vendor put on the call itself stands before it, as a thought that is not shown. */
    private static List<ObjectNode> calls(Part.ToolCall call) {
        return call.signature() == null
                ? List.of(call(call))
                : List.of(thinking(new Part.Thinking("", call.signature())), call(call));
    }

    /** Ids that were made up on the way get the prefix that clients of this API expect. */
    static String callId(String id) {
        return CallIds.withPrefix(id, "toolu_");
    }

    private static ObjectNode call(Part.ToolCall call) {
        var block = block("tool_use").put("id", callId(call.id())).put("name", call.name());
        block.set("input", call.kind() == ToolKind.CUSTOM ? FreeText.wrap(call.arguments()) : input(call.arguments()));
        return block;
    }

    /** Arguments as the object they must be; anything else becomes the value of a property {@code input}. */
    static ObjectNode input(String arguments) {
        if (arguments.isBlank()) {
            return Json.object();
        }
        var value = Json.parse(arguments).orElse(null);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (value == null || value.isNull()) {
            return value == null ? FreeText.wrap(arguments) : Json.object();
        }
        return Json.object().set("input", value);
    }

    /** A search that another vendor ran gets the empty result that must follow it here. */
    private static List<ObjectNode> serverCall(Part.ServerToolCall call) {
        if (call.origin() == Protocol.ANTHROPIC_MESSAGES) {
            return own(call.origin(), Json.tree(call.raw()));
        }
        if (!call.name().equals("web_search")) {
            return List.of();
        }
        var block = block("server_tool_use").put("id", call.id()).put("name", call.name());
        block.set("input", input(call.input().text()));
        block.putObject("caller").put("type", "direct");
        var result = block("web_search_tool_result").put("tool_use_id", call.id());
        result.putObject("caller").put("type", "direct");
        result.putArray("content");
        return List.of(block, result);
    }

    private static List<ObjectNode> own(Protocol origin, JsonNode raw) {
        return origin == Protocol.ANTHROPIC_MESSAGES && raw instanceof ObjectNode block ? List.of(block) : List.of();
    }
}
