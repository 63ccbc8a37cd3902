package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.InOrder;
import dev.signalbox.wire.Json;
import java.util.List;
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
        CALL_WAITS,
        IN_TOOL_CALL,
        IN_CUSTOM_CALL,
        ENDED
    }

    private final MessageWriter messages;
    private final boolean thoughtsShown;
    private final InOrder inOrder = new InOrder();
    private final BlockEvents events = new BlockEvents();
    private final StringBuilder signature = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private State state = State.BEFORE;
    private ChatEvent.Started started = new ChatEvent.Started("", "", 0);
    private @Nullable TokenUsage usage;
    private boolean called;
    private ChatEvent.@Nullable ToolCallStarted call;

    AnthropicAnswerWriter(AnswerContext context) {
        this.messages = new MessageWriter(context);
        var wish = context.request().reasoning();
        this.thoughtsShown = wish == null || wish.visibility() != Reasoning.Visibility.HIDDEN;
    }

    @Override
    public byte[] write(ChatEvent event) {
        if (event instanceof ChatEvent.Failed && callIsOpen()) {
            step(event); // a call that was cut stays open: a closed one might be run
        }
        for (var next : state == State.ENDED ? List.<ChatEvent>of() : inOrder.pass(event)) {
            if (state != State.ENDED) {
                step(next);
            }
        }
        return events.take();
    }

    private void step(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started s -> {
                started = s;
                state = State.STARTED;
            }
            case ChatEvent.UsageReported u -> usage = u.usage();
            case ChatEvent.TextDelta t -> text(t.text());
            case ChatEvent.RefusalDelta t -> {
                refusal.append(t.text());
                text(t.text());
            }
            case ChatEvent.ThinkingDelta t -> thinking(t.text());
            case ChatEvent.SignatureAdded s -> signature(s.signature());
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
                events.send(AnthropicErrors.tree(f.failure()));
                state = State.ENDED;
            }
        }
    }

    @Override
    public byte[] interrupt(Failure failure, String last) {
        state = State.BETWEEN_BLOCKS; // the client has seen the start
        return write(new ChatEvent.Failed(failure));
    }

    private boolean callIsOpen() {
        return state == State.IN_TOOL_CALL || state == State.IN_CUSTOM_CALL || state == State.CALL_WAITS;
    }

    private void startMessage() {
        if (state != State.STARTED && state != State.BEFORE) {
            return;
        }
        state = State.BETWEEN_BLOCKS;
        var message = messages.head(started.id(), started.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        var counts = usage == null ? TokenUsage.ZERO : usage;
        message.set("usage", AnthropicUsage.tree(counts));
        var event = Json.object().put("type", "message_start");
        event.set("message", message);
        events.send(event);
    }

    private void startBlock(State kind, ObjectNode block) {
        startMessage();
        stopBlock();
        state = kind;
        events.start(block);
    }

    private void stopBlock() {
        startCall();
        switch (state) {
            case BEFORE, STARTED, BETWEEN_BLOCKS, CALL_WAITS, ENDED -> {
                return;
            }
            case IN_THINKING -> {
                if (!signature.isEmpty()) {
                    events.delta(AnswerBlockWriter.block("signature_delta").put("signature", signature.toString()));
                }
            }
            case IN_CUSTOM_CALL -> {
                var wrapped = FreeText.wrap(input.toString()).toString();
                events.delta(AnswerBlockWriter.block("input_json_delta").put("partial_json", wrapped));
            }
            case IN_TEXT, IN_TOOL_CALL -> {}
        }
        signature.setLength(0);
        input.setLength(0);
        state = State.BETWEEN_BLOCKS;
        events.stop();
    }

    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        openText();
        events.delta(AnswerBlockWriter.block("text_delta").put("text", text));
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
        if (!text.isEmpty() && thoughtsShown) {
            openThinking();
            events.delta(AnswerBlockWriter.block("thinking_delta").put("thinking", text));
        }
    }

    /** A thought that is not open is one without text; so is what another vendor signed a call with. */
    private void signature(Signature given) {
        switch (state) {
            case BEFORE, STARTED, BETWEEN_BLOCKS, IN_THINKING -> {
                if (!given.value().isEmpty()) {
                    openThinking();
                    signature.setLength(0);
                    signature.append(given.value());
                }
            }
            case CALL_WAITS -> {
                var waiting = call;
                call = null;
                state = State.BETWEEN_BLOCKS;
                openThinking();
                signature.append(given.value());
                stopBlock();
                call = waiting;
                state = State.CALL_WAITS;
            }
            case IN_TEXT, IN_TOOL_CALL, IN_CUSTOM_CALL, ENDED -> {}
        }
    }

    private void citation(ChatEvent.CitationAdded added) {
        var citation = Citations.write(added.citation());
        if (citation != null) {
            openText();
            events.delta(AnswerBlockWriter.block("citations_delta").set("citation", citation));
        }
    }

    /** The block waits for the event behind it, which may be a signature that has to stand before. */
    private void call(ChatEvent.ToolCallStarted started) {
        startMessage();
        stopBlock();
        called = true;
        call = started;
        state = State.CALL_WAITS;
    }

    private void startCall() {
        var started = call;
        if (state != State.CALL_WAITS || started == null) {
            return;
        }
        call = null;
        var block = AnswerBlockWriter.block("tool_use")
                .put("id", AnswerBlockWriter.callId(started.id()))
                .put("name", started.name());
        block.putObject("input");
        state = State.BETWEEN_BLOCKS;
        startBlock(started.kind() == ToolKind.CUSTOM ? State.IN_CUSTOM_CALL : State.IN_TOOL_CALL, block);
    }

    private void arguments(String text) {
        startCall();
        if (state == State.IN_CUSTOM_CALL) {
            input.append(text);
        } else if (state == State.IN_TOOL_CALL && !text.isEmpty()) {
            events.delta(AnswerBlockWriter.block("input_json_delta").put("partial_json", text));
        }
    }

    private void whole(Part part) {
        boolean streams = part instanceof Part.Text
                || part instanceof Part.Refusal
                || part instanceof Part.Thinking
                || part instanceof Part.ToolCall;
        if (streams) {
            ChatAnswer.events(0, part).forEach(this::step);
        } else {
            AnswerBlockWriter.write(part).forEach(this::block);
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
        var delta = event.putObject("delta")
                .put("stop_reason", StopReasons.write(finished.reason(), called))
                .put("stop_sequence", finished.stopSequence());
        StopReasons.explain(finished.reason(), refusal.toString(), delta);
        event.set("usage", AnthropicUsage.tree(finished.usage() == null ? usage : finished.usage()));
        events.send(event);
        events.send(Json.object().put("type", "message_stop"));
        state = State.ENDED;
    }

    @Override
    public byte[] keepAlive() {
        return state == State.ENDED
                ? new byte[0]
                : Json.sse("ping", Json.object().put("type", "ping"));
    }

    @Override
    public byte[] whole(ChatAnswer answer) {
        return Json.bytes(messages.whole(answer, thoughtsShown));
    }
}
