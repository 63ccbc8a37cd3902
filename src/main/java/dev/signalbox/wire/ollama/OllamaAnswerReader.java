package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FirstBytes;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderErrors;
import dev.signalbox.wire.Speech;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an Ollama server's answer: objects up to the one that says {@code done}. */
final class OllamaAnswerReader implements AnswerReader {

    private final EncodedRequest sent;
    private final Speech speech = new Speech();
    private final @Nullable ForcedAnswer forced;
    private boolean started;
    private boolean ended;
    private String source = "";
    private int calls;

    OllamaAnswerReader(EncodedRequest sent) {
        this.sent = sent;
        var tool = sent.forcedTool();
        this.forced = tool == null ? null : new ForcedAnswer(tool, sent.kind(tool));
    }

    @Override
    public List<ChatEvent> read(Frame frame) {
        var events = new ArrayList<ChatEvent>();
        if (ended || frame.data().isBlank()) {
            return events;
        }
        var object = Json.parse(frame.data()).orElse(null);
        if (object == null || !object.isObject()) {
            fail(ProviderErrors.garbled(), events);
        } else if (!object.path("error").isMissingNode()
                && !object.path("error").isNull()) {
            fail(ProviderErrors.inAnswer(object), events);
        } else {
            object(object, events);
        }
        return events;
    }

    private void object(JsonNode object, List<ChatEvent> events) {
        if (!started) {
            started = true;
            var model = object.path("model").asText("");
            source = model + object.path("created_at").asText("");
            events.add(new ChatEvent.Started(
                    "", model, epoch(object.path("created_at").asText(""))));
        }
        var message = object.path("message");
        thought(message.path("thinking").asText(""), events);
        text(message.path("content").asText(""), events);
        if (!object.path("logprobs").isEmpty()) {
            events.add(new ChatEvent.Logprobs(0, Protocol.OLLAMA, Json.raw(object.get("logprobs"))));
        }
        message.path("images").forEach(i -> picture(i.asText(""), events));
        message.path("tool_calls").forEach(c -> call(c, events));
        if (object.path("done").asBoolean(false)) {
            close(events);
            ended = true;
            events.add(new ChatEvent.Finished(reason(object), null, usage(object)));
        }
    }

    private static long epoch(String time) {
        try {
            return time.isEmpty() ? 0 : OffsetDateTime.parse(time).toEpochSecond();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private void thought(String text, List<ChatEvent> events) {
        if (!text.isEmpty()) {
            closeForced(events);
            speech.thought(text, events);
        }
    }

    private void text(String text, List<ChatEvent> events) {
        if (forced != null && !text.isEmpty() && forced.takes(text)) {
            argumentsOf(forced, text, events);
        } else {
            speech.text(text, events);
        }
    }

    private void argumentsOf(ForcedAnswer call, String text, List<ChatEvent> events) {
        if (call.begins(text)) {
            speech.close(events);
            call.begin(speech.next(), CallIds.made(source, 0, calls++), events);
        }
        call.arguments(text, events);
    }

    private void closeForced(List<ChatEvent> events) {
        if (forced != null) {
            forced.end(events);
        }
    }

    private void close(List<ChatEvent> events) {
        closeForced(events);
        speech.close(events);
    }

    private void picture(String base64, List<ChatEvent> events) {
        if (!base64.isEmpty()) {
            close(events);
            var media = new Media.Inline(FirstBytes.imageOrPng(base64), base64);
            events.add(new ChatEvent.PartAdded(speech.next(), new Part.Image(media, null, null)));
        }
    }

    private void call(JsonNode call, List<ChatEvent> events) {
        close(events);
        int position = calls++;
        var function = call.path("function");
        var given = function.path("name").asText("");
        var name = sent.clientName(given.isEmpty() ? "tool_" + position : given);
        var id = call.path("id").asText("");
        var input = function.path("arguments");
        var arguments = input.isTextual() ? input.asText() : input.isObject() ? input.toString() : "{}";
        var kind = sent.kind(name);
        int at = speech.next();
        events.add(
                new ChatEvent.ToolCallStarted(at, id.isEmpty() ? CallIds.made(source, 0, position) : id, name, kind));
        events.add(
                new ChatEvent.ToolArgumentsDelta(at, kind == ToolKind.CUSTOM ? FreeText.unwrap(arguments) : arguments));
        events.add(new ChatEvent.PartFinished(at));
    }

    private FinishReason reason(JsonNode object) {
        if (object.path("done_reason").asText("").equals("length")) {
            return FinishReason.LENGTH;
        }
        return calls > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }

    private static @Nullable TokenUsage usage(JsonNode object) {
        if (!object.has("prompt_eval_count") && !object.has("eval_count")) {
            return null;
        }
        return TokenUsage.of(
                object.path("prompt_eval_count").asLong(0),
                object.path("eval_count").asLong(0));
    }

    private void fail(Failure failure, List<ChatEvent> events) {
        ended = true;
        events.add(new ChatEvent.Failed(failure));
    }

    @Override
    public List<ChatEvent> end() {
        var events = new ArrayList<ChatEvent>();
        if (!ended) {
            fail(ProviderErrors.cutOff(), events);
        }
        return events;
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        var object = Json.parse(body).orElse(null);
        if (object == null || !(object.has("message") || object.has("error"))) {
            throw ProviderErrors.garbled().asException();
        }
        var events = new ArrayList<>(read(Frame.of(object.toString())));
        events.addAll(end());
        return ChatAnswer.of(events);
    }
}
