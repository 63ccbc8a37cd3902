package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Signature;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/** Complete content blocks of a provider's answer. Tolerant: what is missing is empty, what is unknown stays opaque. */
final class AnswerBlocks {
    private AnswerBlocks() {}

    /** The part that this block is; null when it holds nothing. */
    static @Nullable Part read(ObjectNode block, int index, String answerId, EncodedRequest sent) {
        var type = block.path("type").asText();
        return switch (type) {
            case "text" -> text(block);
            case "thinking" -> thinking(block);
            case "redacted_thinking" -> redacted(block.path("data").asText());
            case "tool_use" ->
                Part.ToolCall.of(
                        callId(block, index, answerId),
                        sent.clientName(callName(block)),
                        block.path("input").isMissingNode()
                                        || block.path("input").isNull()
                                ? "{}"
                                : block.path("input").toString());
            case "" -> null;
            default -> provided(block, type);
        };
    }

    static String callId(JsonNode block, int index, String answerId) {
        var id = block.path("id").asText("");
        return id.isEmpty() ? CallIds.made(answerId, 0, index) : id;
    }

    static String callName(JsonNode block) {
        var name = block.path("name").asText("");
        return name.isEmpty() ? "unknown_tool" : name;
    }

    private static @Nullable Part redacted(String data) {
        return data.isEmpty() ? null : new Part.RedactedThinking(new Signature(Signature.ANTHROPIC, data));
    }

    private static @Nullable Part text(ObjectNode block) {
        var text = block.path("text").asText("");
        var citations = Citations.read(block.path("citations"), text.length());
        return text.isEmpty() && citations.isEmpty() ? null : new Part.Text(text, null, citations, null);
    }

    private static @Nullable Part thinking(ObjectNode block) {
        var text = block.path("thinking").asText("");
        var signature = block.path("signature").asText("");
        if (text.isEmpty() && signature.isEmpty()) {
            return null;
        }
        return new Part.Thinking(text, signature.isEmpty() ? null : new Signature(Signature.ANTHROPIC, signature));
    }

    /** What the provider's own tools did; MCP calls are such calls too. */
    private static Part provided(ObjectNode block, String type) {
        if (type.equals("server_tool_use") || type.equals("mcp_tool_use")) {
            return new Part.ServerToolCall(
                    block.path("id").asText(""),
                    block.path("name").asText(""),
                    Json.raw(block.path("input").isObject() ? block.path("input") : Json.object()),
                    Protocol.ANTHROPIC_MESSAGES,
                    Json.raw(block));
        }
        if (type.endsWith("_tool_result")) {
            return new Part.ServerToolResult(
                    block.path("tool_use_id").asText(""),
                    type.substring(0, type.length() - "_tool_result".length()),
                    Protocol.ANTHROPIC_MESSAGES,
                    Json.raw(block));
        }
        return new Part.Opaque(Protocol.ANTHROPIC_MESSAGES, type, Json.raw(block));
    }
}
