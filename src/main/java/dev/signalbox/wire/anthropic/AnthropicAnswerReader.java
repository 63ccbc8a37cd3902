package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Part;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderErrors;
import dev.signalbox.wire.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a provider's answer. Blocks may overlap, as some servers let them; the message ends with {@code message_stop}. */
final class AnthropicAnswerReader implements AnswerReader {
    private enum State {
        BEFORE,
        RUNNING,
        ENDED
    }

    private final EncodedRequest sent;
    private final AnthropicUsage usage = new AnthropicUsage();
    private final TreeMap<Integer, OpenBlock> open = new TreeMap<>();
    private State state = State.BEFORE;
    private String id = "";
    private int parts;
    private boolean called;
    private String stopReason = "";
    private @Nullable String stopSequence;
    private String refusal = "";

    AnthropicAnswerReader(EncodedRequest sent) {
        this.sent = sent;
    }

    @Override
    public List<ChatEvent> read(Frame frame) {
        if (state == State.ENDED || frame.data().isBlank() || frame.done()) {
            return List.of();
        }
        var out = new ArrayList<ChatEvent>();
        var data = Json.parse(frame.data()).orElse(null);
        if (!(data instanceof ObjectNode event)) {
            fail(ProviderErrors.garbled(), out);
            return out;
        }
        var named = frame.event() == null ? "" : frame.event();
        step(event.path("type").asText(named), event, out);
        return out;
    }

    private void step(String type, ObjectNode event, List<ChatEvent> out) {
        switch (type) {
            case "message_start" -> start(event.path("message"), out);
            case "content_block_start" -> {
                start(Json.object(), out);
                open(event, out);
            }
            case "content_block_delta" -> {
                var block = open.get(event.path("index").asInt(-1));
                if (block != null) {
                    block.delta(event.path("delta"), out);
                }
            }
            case "content_block_stop" -> {
                var block = open.remove(event.path("index").asInt(-1));
                if (block != null) {
                    block.stop(out);
                }
            }
            case "message_delta" -> delta(event, out);
            case "message_stop" -> stop(out);
            case "error" -> fail(ProviderErrors.inAnswer(event), out);
            default -> {
                if (event.path("error").isContainerNode()) {
                    fail(ProviderErrors.inAnswer(event), out);
                }
            }
        }
    }

    private void start(JsonNode message, List<ChatEvent> out) {
        if (state == State.BEFORE) {
            state = State.RUNNING;
            id = message.path("id").asText("");
            out.add(new ChatEvent.Started(id, model(message), 0));
        }
        count(message, out);
    }

    private String model(JsonNode message) {
        var named = message.path("model").asText("");
        if (!named.isEmpty()) {
            return named;
        }
        var asked = RequestHead.of(sent.body()).model();
        return asked == null ? "" : asked;
    }

    private void count(JsonNode holder, List<ChatEvent> out) {
        if (holder.path("usage").isObject()) {
            usage.add(holder.path("usage"));
            var told = usage.told();
            if (told != null) {
                out.add(new ChatEvent.UsageReported(told));
            }
        }
    }

    private void open(ObjectNode event, List<ChatEvent> out) {
        int index = event.path("index").asInt(-1);
        if (!(event.path("content_block") instanceof ObjectNode start) || open.containsKey(index)) {
            return;
        }
        var block = new OpenBlock(start, index, id, sent, () -> parts++);
        open.put(index, block);
        called |= block.isToolCall();
        block.start(out);
    }

    private void delta(ObjectNode event, List<ChatEvent> out) {
        start(Json.object(), out);
        var delta = event.path("delta");
        stopReason = delta.path("stop_reason").asText(stopReason);
        refusal = refusal(delta, refusal);
        stopSequence = delta.path("stop_sequence").isTextual()
                ? delta.path("stop_sequence").asText()
                : stopSequence;
        count(event, out);
    }

    /** Why the model refused, in words that are no part of the content. */
    private static String refusal(JsonNode holder, String before) {
        return holder.path("stop_details").path("explanation").asText(before);
    }

    private void stop(List<ChatEvent> out) {
        start(Json.object(), out);
        if (open.values().stream().anyMatch(b -> b.isToolCall() && !b.argumentsComplete())) {
            fail(ProviderErrors.cutOff(), out);
            return;
        }
        open.values().forEach(b -> b.stop(out));
        open.clear();
        state = State.ENDED;
        if (!refusal.isBlank()) {
            int part = parts++;
            out.add(new ChatEvent.RefusalDelta(part, refusal));
            out.add(new ChatEvent.PartFinished(part));
        }
        out.add(new ChatEvent.Finished(StopReasons.read(stopReason, called), stopSequence, usage.told()));
    }

    private void fail(Failure failure, List<ChatEvent> out) {
        state = State.ENDED;
        out.add(new ChatEvent.Failed(failure));
    }

    @Override
    public List<ChatEvent> end() {
        if (state == State.ENDED) {
            return List.of();
        }
        state = State.ENDED;
        return List.of(new ChatEvent.Failed(ProviderErrors.cutOff()));
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        if (!(Json.parse(body).orElse(null) instanceof ObjectNode message)) {
            throw ProviderErrors.garbled().asException();
        }
        if (message.path("type").asText().equals("error")
                || message.path("error").isContainerNode()
                || message.path("error").isTextual()) {
            throw ProviderErrors.inAnswer(message).asException();
        }
        if (!message.path("content").isArray()) {
            throw ProviderErrors.garbled().asException();
        }
        return answer(message);
    }

    private ChatAnswer answer(ObjectNode message) {
        id = message.path("id").asText("");
        usage.add(message.path("usage"));
        var content = new ArrayList<Part>();
        int index = 0;
        for (var element : message.path("content")) {
            var part = element instanceof ObjectNode block ? AnswerBlocks.read(block, index, id, sent) : null;
            if (part != null) {
                content.add(part);
            }
            index++;
        }
        refusal = refusal(message, "");
        if (!refusal.isBlank()) {
            content.add(new Part.Refusal(refusal));
        }
        called = content.stream().anyMatch(p -> p instanceof Part.ToolCall);
        var finish = StopReasons.read(message.path("stop_reason").asText(""), called);
        var choice = new ChatAnswer.Choice(
                0, content, finish, message.path("stop_sequence").textValue(), List.of());
        return new ChatAnswer(id, model(message), 0, List.of(choice), usage.told());
    }
}
