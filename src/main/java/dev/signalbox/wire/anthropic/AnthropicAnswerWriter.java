package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.InOrder;
import dev.signalbox.wire.Json;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as one message. The start of a stream waits for the first event that is more than a count, so that it can
 * tell the input tokens that are known by then; one block is open at a time, and its signature goes out before it stops.
 */
final class AnthropicAnswerWriter implements AnswerWriter {
    private enum State {
        BEFORE,
        STARTED,
        BETWEEN_BLOCKS,
        IN_TEXT,
        IN_THINKING,
        IN_TOOL_CALL,
        IN_CUSTOM_CALL,
        ENDED
    }

    private final AnswerContext context;
    private final InOrder inOrder = new InOrder();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final StringBuilder signature = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private State state = State.BEFORE;
    private ChatEvent.Started started = new ChatEvent.Started("", "", 0);
    private @Nullable TokenUsage usage;
    private int index;
    private boolean called;

    AnthropicAnswerWriter(AnswerContext context) {
        this.context = context;
    }

    @Override
    public byte[] write(ChatEvent event) {
        for (var next : inOrder.pass(event)) {
            if (state != State.ENDED) {
                step(next);
            }
        }
        var bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    private void step(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started s -> {
                started = s;
                state = State.STARTED;
            }
            case ChatEvent.UsageReported u -> usage = u.usage();
            case ChatEvent.TextDelta t -> text(t.text());
            case ChatEvent.RefusalDelta t -> text(t.text());
            case ChatEvent.ThinkingDelta t -> thinking(t.text());
            case ChatEvent.SignatureAdded s -> signature(s.signature().value());
            case ChatEvent.CitationAdded c -> citation(c);
            case ChatEvent.ToolCallStarted t -> call(t);
            case ChatEvent.ToolArgumentsDelta t -> arguments(t.text());
            case ChatEvent.PartFinished p -> stopBlock();
            case ChatEvent.PartAdded p -> whole(p.content());
            case ChatEvent.Logprobs l -> {}
            case ChatEvent.InChoice c -> {}
            case ChatEvent.Finished f -> finish(f);
            case ChatEvent.Failed f -> {
                startMessage();
                send("error", AnthropicErrors.tree(f.failure()));
                state = State.ENDED;
            }
        }
    }

    private void startMessage() {
        if (state != State.STARTED && state != State.BEFORE) {
            return;
        }
        state = State.BETWEEN_BLOCKS;
        var message = message(started.id(), started.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        var counts = usage == null ? TokenUsage.ZERO : usage;
        message.set("usage", AnthropicUsage.tree(counts));
        var event = Json.object().put("type", "message_start");
        event.set("message", message);
        send("message_start", event);
    }

    private ObjectNode message(String id, String model) {
        return Json.object()
                .put("id", id.isEmpty() ? "msg_" + context.requestId() : id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model.isEmpty() ? context.request().model() : model);
    }

    private void startBlock(State kind, ObjectNode block) {
        startMessage();
        stopBlock();
        state = kind;
        var event = Json.object().put("type", "content_block_start").put("index", index);
        event.set("content_block", block);
        send("content_block_start", event);
    }

    private void delta(ObjectNode delta) {
        var event = Json.object().put("type", "content_block_delta").put("index", index);
        event.set("delta", delta);
        send("content_block_delta", event);
    }

    private void stopBlock() {
        switch (state) {
            case BEFORE, STARTED, BETWEEN_BLOCKS, ENDED -> {
                return;
            }
            case IN_THINKING -> {
                if (!signature.isEmpty()) {
                    delta(AnswerBlockWriter.block("signature_delta").put("signature", signature.toString()));
                }
            }
            case IN_CUSTOM_CALL -> {
                var wrapped = FreeText.wrap(input.toString()).toString();
                delta(AnswerBlockWriter.block("input_json_delta").put("partial_json", wrapped));
            }
            case IN_TEXT, IN_TOOL_CALL -> {}
        }
        signature.setLength(0);
        input.setLength(0);
        state = State.BETWEEN_BLOCKS;
        send(
                "content_block_stop",
                Json.object().put("type", "content_block_stop").put("index", index++));
    }

    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        openText();
        delta(AnswerBlockWriter.block("text_delta").put("text", text));
    }

    private void openText() {
        if (state != State.IN_TEXT) {
            startBlock(State.IN_TEXT, AnswerBlockWriter.block("text").put("text", ""));
        }
    }

    private void openThinking() {
        if (state != State.IN_THINKING) {
            startBlock(
                    State.IN_THINKING,
                    AnswerBlockWriter.block("thinking").put("thinking", "").put("signature", ""));
        }
    }

    private void thinking(String text) {
        if (!text.isEmpty()) {
            openThinking();
            delta(AnswerBlockWriter.block("thinking_delta").put("thinking", text));
        }
    }

    /** Text and calls have no signature here; the part that is not open is a thought without text. */
    private void signature(String value) {
        switch (state) {
            case BEFORE, STARTED, BETWEEN_BLOCKS, IN_THINKING -> {
                if (!value.isEmpty()) {
                    openThinking();
                    signature.append(value);
                }
            }
            case IN_TEXT, IN_TOOL_CALL, IN_CUSTOM_CALL, ENDED -> {}
        }
    }

    private void citation(ChatEvent.CitationAdded added) {
        openText();
        var delta = AnswerBlockWriter.block("citations_delta");
        delta.set("citation", Citations.write(added.citation()));
        delta(delta);
    }

    private void call(ChatEvent.ToolCallStarted call) {
        called = true;
        var block = AnswerBlockWriter.block("tool_use")
                .put("id", AnswerBlockWriter.callId(call.id()))
                .put("name", call.name());
        block.putObject("input");
        startBlock(call.kind() == ToolKind.CUSTOM ? State.IN_CUSTOM_CALL : State.IN_TOOL_CALL, block);
    }

    private void arguments(String text) {
        if (state == State.IN_CUSTOM_CALL) {
            input.append(text);
        } else if (state == State.IN_TOOL_CALL && !text.isEmpty()) {
            delta(AnswerBlockWriter.block("input_json_delta").put("partial_json", text));
        }
    }

    private void whole(Part part) {
        switch (part) {
            case Part.Text t -> {
                text(t.text());
                t.citations().forEach(c -> citation(new ChatEvent.CitationAdded(0, c)));
                stopBlock();
            }
            case Part.Refusal r -> {
                text(r.text());
                stopBlock();
            }
            case Part.Thinking t -> {
                thinking(t.text());
                if (t.signature() != null) {
                    signature(t.signature().value());
                }
                stopBlock();
            }
            case Part.ToolCall c -> {
                call(new ChatEvent.ToolCallStarted(0, c.id(), c.name(), c.kind()));
                arguments(c.arguments());
                stopBlock();
            }
            default -> AnswerBlockWriter.write(part).forEach(this::block);
        }
    }

    /** A block that is complete: the input of a call goes as a delta, where clients look for it, all else at the start. */
    private void block(ObjectNode block) {
        var given = block.get("input");
        if (given != null) {
            startBlock(State.IN_TOOL_CALL, block.deepCopy().set("input", Json.object()));
            arguments(given.toString());
        } else {
            startBlock(State.IN_TOOL_CALL, block);
        }
        stopBlock();
    }

    private void finish(ChatEvent.Finished finished) {
        startMessage();
        stopBlock();
        var event = Json.object().put("type", "message_delta");
        event.putObject("delta")
                .put("stop_reason", StopReasons.write(finished.reason(), called))
                .put("stop_sequence", finished.stopSequence());
        event.set("usage", AnthropicUsage.tree(finished.usage() == null ? usage : finished.usage()));
        send("message_delta", event);
        send("message_stop", Json.object().put("type", "message_stop"));
        state = State.ENDED;
    }

    private void send(String name, ObjectNode event) {
        out.writeBytes(Json.sse(name, event));
    }

    @Override
    public byte[] keepAlive() {
        return state == State.ENDED
                ? new byte[0]
                : Json.sse("ping", Json.object().put("type", "ping"));
    }

    @Override
    public byte[] whole(ChatAnswer answer) {
        var message = message(answer.id(), answer.model());
        var content = message.putArray("content");
        var first = answer.first();
        first.parts().stream()
                .filter(p -> !(p instanceof Part.Text t
                        && t.text().isEmpty()
                        && t.citations().isEmpty()))
                .forEach(p -> AnswerBlockWriter.write(p).forEach(content::add));
        boolean calls = first.parts().stream().anyMatch(p -> p instanceof Part.ToolCall);
        message.put("stop_reason", StopReasons.write(first.finish(), calls)).put("stop_sequence", first.stopSequence());
        message.set("usage", AnthropicUsage.tree(answer.usage()));
        return Json.bytes(message);
    }
}
