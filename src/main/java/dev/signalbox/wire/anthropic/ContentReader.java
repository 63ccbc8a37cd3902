package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SignatureOrigin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of user and assistant turns. Blocks that have no canonical part stay opaque. */
final class ContentReader {
    private static final String RESULT = "_tool_result";

    private final Role role;
    private final List<Part> parts = new ArrayList<>();

    private ContentReader(Role role) {
        this.role = role;
    }

    /** The parts of a turn; only the final assistant turn may be without content. */
    static List<Part> content(Fields turn, Role role, boolean mayBeEmpty) {
        var value = turn.get("content");
        if (value == null) {
            throw Fields.wrong(turn.at("content"), "is required");
        }
        if (!mayBeEmpty
                && value.isEmpty()
                && (!value.isTextual() || value.textValue().isEmpty())) {
            throw Fields.wrong(turn.at("content"), "must not be empty");
        }
        if (value.isTextual()) {
            return value.textValue().isEmpty() ? List.of() : List.of(Part.Text.of(value.textValue()));
        }
        var reader = new ContentReader(role);
        turn.objects("content").forEach(reader::read);
        return reader.parts;
    }

    private void read(Fields block) {
        var type = block.requiredString("type");
        switch (type) {
            case "text" -> addText(block, parts);
            case "image" -> parts.add(MediaReader.image(block));
            case "document" -> parts.add(MediaReader.document(block));
            case "tool_use" -> call(only(Role.ASSISTANT, block, type));
            case "tool_result" -> result(only(Role.USER, block, type));
            case "thinking", "redacted_thinking" -> {
                if (role == Role.ASSISTANT) { // a user's are nobody's, and stay unread
                    thinking(block, type);
                }
            }
            case "server_tool_use", "mcp_tool_use" -> serverCall(block);
            default -> {
                if (type.endsWith(RESULT)) {
                    var name = type.substring(0, type.length() - RESULT.length());
                    parts.add(new Part.ServerToolResult(
                            block.requiredString("tool_use_id"),
                            name,
                            Protocol.ANTHROPIC_MESSAGES,
                            Json.raw(block.node())));
                } else {
                    parts.add(opaque(block, type));
                }
            }
        }
    }

    private Fields only(Role allowed, Fields block, String type) {
        if (role != allowed) {
            throw Fields.wrong(block.path(), type + " does not belong into a turn of this role");
        }
        return block;
    }

    static Part.Opaque opaque(Fields block, String type) {
        return new Part.Opaque(Protocol.ANTHROPIC_MESSAGES, type, Json.raw(block.node()));
    }

    static void addText(Fields block, List<Part> parts) {
        var text = block.requiredString("text");
        block.array("citations");
        var citations = block.has("citations")
                ? Citations.read(block.node().path("citations"), text.length())
                : List.<Citation>of();
        var cache = CacheReader.read(block);
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text, cache, citations, null));
        }
    }

    private void call(Fields block) {
        var input = block.get("input");
        block.passOver("caller"); // the model itself: clients send back what every answer says of a call
        parts.add(new Part.ToolCall(
                notEmpty(block, "id"),
                notEmpty(block, "name"),
                input == null ? "{}" : input.toString(),
                ToolKind.FUNCTION,
                null,
                CacheReader.read(block)));
    }

    private static String notEmpty(Fields block, String name) {
        var value = block.requiredString(name);
        if (value.isEmpty()) {
            throw Fields.wrong(block.at(name), "must not be empty");
        }
        return value;
    }

    private void result(Fields block) {
        parts.add(new Part.ToolResult(
                notEmpty(block, "tool_use_id"),
                null,
                resultContent(block),
                block.isTrue("is_error"),
                ToolKind.FUNCTION,
                CacheReader.read(block)));
    }

    /** A result that is neither text nor blocks is no result to the API, but says what the tool said. */
    private static List<Part> resultContent(Fields block) {
        var value = block.get("content");
        if (value == null) {
            return List.of();
        }
        if (value.isTextual()) {
            return value.textValue().isEmpty() ? List.of() : List.of(Part.Text.of(value.textValue()));
        }
        if (value.isValueNode() || (value.isObject() && !value.path("type").isTextual())) {
            return List.of(value.isObject() ? new Part.Json(Json.raw(value)) : Part.Text.of(value.asText()));
        }
        var blocks = value instanceof ObjectNode ? List.of(block.requiredObject("content")) : block.objects("content");
        var content = new ArrayList<Part>();
        for (var inner : blocks) {
            var type = inner.requiredString("type");
            switch (type) {
                case "text" -> addText(inner, content);
                case "image" -> content.add(MediaReader.image(inner));
                case "document" -> content.add(MediaReader.document(inner));
                default -> content.add(opaque(inner, type));
            }
        }
        return content;
    }

    private void thinking(Fields block, String type) {
        if (type.equals("redacted_thinking")) {
            var data = SignatureOrigin.of(block.requiredString("data"), Signature.ANTHROPIC);
            parts.add(new Part.RedactedThinking(data));
            return;
        }
        var text = block.string("thinking");
        var signature = signature(block.string("signature"));
        if (text != null || signature != null) {
            parts.add(new Part.Thinking(text == null ? "" : text, signature));
        }
    }

    private static @Nullable Signature signature(@Nullable String value) {
        return value == null || value.isEmpty() ? null : SignatureOrigin.of(value, Signature.ANTHROPIC);
    }

    private void serverCall(Fields block) {
        var input = block.get("input");
        parts.add(new Part.ServerToolCall(
                notEmpty(block, "id"),
                notEmpty(block, "name"),
                input == null ? RawJson.EMPTY_OBJECT : Json.raw(input),
                Protocol.ANTHROPIC_MESSAGES,
                Json.raw(block.node())));
    }
}
