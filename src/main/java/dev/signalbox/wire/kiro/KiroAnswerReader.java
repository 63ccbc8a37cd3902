package dev.signalbox.wire.kiro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.NamedEventReader;
import dev.signalbox.wire.ProviderErrors;
import dev.signalbox.wire.Speech;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kiro's events by their type. The answer is whole when the dialect says that the stream ended between two messages;
 * credits and the share of the context window that was used are no token counts, so they are not taken for any.
 */
final class KiroAnswerReader extends NamedEventReader {
    /** A call whose input is still coming. */
    private record Call(int part, String name, ToolKind kind, StringBuilder input) {}

    private final EncodedRequest sent;
    private final Speech speech = new Speech();
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private boolean started;
    private boolean called;
    private @Nullable TokenUsage usage;

    KiroAnswerReader(EncodedRequest sent) {
        this.sent = sent;
    }

    @Override
    protected void event(String type, JsonNode data, List<ChatEvent> events) {
        switch (type) {
            case "assistantResponseEvent", "codeEvent" -> {
                start(data.path("content"), events);
                speech.text(data.path("content").asText(""), events);
            }
            case "reasoningContentEvent" -> {
                start(data.path("text"), events);
                speech.thought(data.path("text").asText(""), events);
            }
            case "toolUseEvent" -> call(data, events);
            case "metadataEvent", "messageMetadataEvent", "metricsEvent" -> usage(data, events);
            case "invalidStateEvent" ->
                fail(
                        Failure.badRequest(
                                data.path("message").asText("The conversation is not valid for Kiro."), null),
                        events);
            case "exception", "error" -> fail(ProviderErrors.inAnswer(data), events);
            case "end" -> finish(events);
            default -> {
                // what the editor shows beside the answer: credits, follow-up questions, references
            }
        }
    }

    private void start(List<ChatEvent> events) {
        if (!started) {
            started = true;
            events.add(new ChatEvent.Started("", model(), 0));
        }
    }

    private void start(JsonNode said, List<ChatEvent> events) {
        if (!said.asText("").isEmpty()) {
            start(events);
        }
    }

    private String model() {
        return Json.parse(sent.body())
                .map(body -> body.at("/conversationState/currentMessage/userInputMessage/modelId")
                        .asText(""))
                .orElse("");
    }

    private void call(JsonNode data, List<ChatEvent> events) {
        start(events);
        speech.close(events);
        var id = data.path("toolUseId").asText("");
        var call = calls.get(id);
        if (call == null) {
            called = true;
            var name = sent.clientName(data.path("name").asText("tool"));
            call = new Call(speech.next(), name, sent.kind(name), new StringBuilder());
            calls.put(id, call);
            events.add(new ChatEvent.ToolCallStarted(call.part(), id, name, call.kind()));
        }
        var input = data.path("input");
        var more = input.isTextual() ? input.asText() : input.isObject() ? input.toString() : "";
        call.input().append(more);
        if (!more.isEmpty() && call.kind() == ToolKind.FUNCTION) {
            events.add(new ChatEvent.ToolArgumentsDelta(call.part(), more));
        }
        if (data.path("stop").asBoolean(false)) {
            calls.remove(id);
            complete(call, events);
        }
    }

    private static void complete(Call call, List<ChatEvent> events) {
        if (call.kind() == ToolKind.CUSTOM) {
            var text = FreeText.unwrap(call.input().toString());
            events.add(new ChatEvent.ToolArgumentsDelta(call.part(), text));
        } else if (call.input().isEmpty()) {
            events.add(new ChatEvent.ToolArgumentsDelta(call.part(), "{}"));
        }
        events.add(new ChatEvent.PartFinished(call.part()));
    }

    private void usage(JsonNode data, List<ChatEvent> events) {
        var told = data.path("tokenUsage").isObject() ? data.path("tokenUsage") : data;
        long input =
                told.path("uncachedInputTokens").asLong(told.path("inputTokens").asLong(-1));
        if (input < 0) {
            return;
        }
        start(events);
        usage = new TokenUsage(
                input,
                told.path("outputTokens").asLong(0),
                told.path("cacheReadInputTokens").asLong(0),
                told.path("cacheWriteInputTokens").asLong(0),
                0,
                0);
        events.add(new ChatEvent.UsageReported(usage));
    }

    /** A call that was never closed is complete when its input is. */
    private void finish(List<ChatEvent> events) {
        if (!started || calls.values().stream().anyMatch(KiroAnswerReader::isCut)) {
            fail(ProviderErrors.cutOff(), events);
            return;
        }
        speech.close(events);
        calls.values().forEach(call -> complete(call, events));
        calls.clear();
        var reason = called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        finish(new ChatEvent.Finished(reason, null, usage), events);
    }

    private static boolean isCut(Call call) {
        return !call.input().isEmpty() && Json.parse(call.input().toString()).isEmpty();
    }

    @Override
    public List<ChatEvent> end() {
        var events = new ArrayList<ChatEvent>();
        if (!ended()) {
            fail(ProviderErrors.cutOff(), events);
        }
        return events;
    }

    /** Kiro only streams: a document is an error, or nothing that can be understood. */
    @Override
    public ChatAnswer whole(byte[] body) {
        var said = Json.parse(body).orElseGet(Json::object);
        throw (said.has("error") ? ProviderErrors.inAnswer(said) : ProviderErrors.garbled()).asException();
    }
}
