package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A content block of a stream between its start and its stop. It becomes a part with its first content, so that empty blocks
 * leave no trace; what the provider's own tools did becomes a part when it is complete.
 */
final class OpenBlock {
    private enum Kind {
        TEXT,
        THINKING,
        TOOL_CALL,
        WHOLE
    }

    private final ObjectNode start;
    private final int index;
    private final String answerId;
    private final EncodedRequest sent;
    private final IntSupplier nextPart;
    private final Kind kind;
    /** They hold for the whole text of the block, and are told when it is known. */
    private final ArrayNode citations = Json.array();

    private int length;

    private final StringBuilder json = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private int part = -1;

    OpenBlock(ObjectNode start, int index, String answerId, EncodedRequest sent, IntSupplier nextPart) {
        this.start = start;
        this.index = index;
        this.answerId = answerId;
        this.sent = sent;
        this.nextPart = nextPart;
        this.kind = switch (start.path("type").asText()) {
            case "text" -> Kind.TEXT;
            case "thinking" -> Kind.THINKING;
            case "tool_use" -> Kind.TOOL_CALL;
            default -> Kind.WHOLE;
        };
    }

    boolean isToolCall() {
        return kind == Kind.TOOL_CALL;
    }

    /** Whether the arguments so far are complete JSON, or none came at all. */
    boolean argumentsComplete() {
        return json.isEmpty() || Json.parse(json.toString()).isPresent();
    }

    void start(List<ChatEvent> out) {
        switch (kind) {
            case TEXT -> {
                text(start.path("text").asText(""), out);
                start.path("citations").forEach(citations::add);
            }
            case THINKING -> {
                thinking(start.path("thinking").asText(""), out);
                signature.append(start.path("signature").asText(""));
            }
            case TOOL_CALL -> {
                var id = AnswerBlocks.callId(start, index, answerId);
                var name = sent.clientName(AnswerBlocks.callName(start));
                out.add(new ChatEvent.ToolCallStarted(part(), id, name, ToolKind.FUNCTION));
            }
            case WHOLE -> {}
        }
    }

    void delta(JsonNode delta, List<ChatEvent> out) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> text(delta.path("text").asText(""), out);
            case "thinking_delta" -> thinking(delta.path("thinking").asText(""), out);
            case "signature_delta" -> signature.append(delta.path("signature").asText(""));
            case "input_json_delta" -> json(delta.path("partial_json").asText(""), out);
            case "citations_delta" -> {
                if (kind == Kind.TEXT && delta.path("citation").isObject()) {
                    citations.add(delta.path("citation"));
                }
            }
            case "compaction_delta" ->
                delta.properties().stream()
                        .filter(f -> !f.getKey().equals("type") && !f.getValue().isNull())
                        .forEach(f -> start.set(f.getKey(), f.getValue()));
            default -> {}
        }
    }

    private void text(String text, List<ChatEvent> out) {
        if (kind == Kind.TEXT && !text.isEmpty()) {
            length += text.length();
            out.add(new ChatEvent.TextDelta(part(), text));
        }
    }

    private void thinking(String text, List<ChatEvent> out) {
        if (kind == Kind.THINKING && !text.isEmpty()) {
            out.add(new ChatEvent.ThinkingDelta(part(), text));
        }
    }

    private void json(String text, List<ChatEvent> out) {
        json.append(text);
        if (kind == Kind.TOOL_CALL && !text.isEmpty()) {
            out.add(new ChatEvent.ToolArgumentsDelta(part(), text));
        }
    }

    void stop(List<ChatEvent> out) {
        switch (kind) {
            case TEXT ->
                Citations.read(citations, length).forEach(c -> out.add(new ChatEvent.CitationAdded(part(), c)));
            case THINKING -> {
                if (!signature.isEmpty()) {
                    var value = new Signature(Signature.ANTHROPIC, signature.toString());
                    out.add(new ChatEvent.SignatureAdded(part(), value));
                }
            }
            case TOOL_CALL -> {
                if (json.isEmpty()) {
                    var input = start.path("input");
                    out.add(new ChatEvent.ToolArgumentsDelta(part(), input.isObject() ? input.toString() : "{}"));
                }
            }
            case WHOLE -> {
                Json.parse(json.toString()).filter(JsonNode::isObject).ifPresent(i -> start.set("input", i));
                var whole = AnswerBlocks.read(start, index, answerId, sent);
                if (whole != null) {
                    out.add(new ChatEvent.PartAdded(part(), whole));
                }
                return;
            }
        }
        if (part >= 0) {
            out.add(new ChatEvent.PartFinished(part));
        }
    }

    private int part() {
        if (part < 0) {
            part = nextPart.getAsInt();
        }
        return part;
    }
}
