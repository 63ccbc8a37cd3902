package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.NamedEventReader;
import dev.signalbox.wire.ProviderErrors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of {@code ConverseStream} by their type, and the document of {@code Converse}. The reason to stop makes an
 * answer complete; the token counts follow it.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html">the events</a>
 */
final class ConverseAnswerReader extends NamedEventReader {
    private enum State {
        BEFORE,
        STARTED,
        STOPPED
    }

    private final String model;
    private final ConverseBlocks blocks;
    private State state = State.BEFORE;
    private FinishReason reason = FinishReason.STOP;
    private @Nullable TokenUsage usage;

    ConverseAnswerReader(EncodedRequest sent) {
        this.model = Json.parse(sent.body())
                .map(body -> body.path("modelId").asText(""))
                .orElse("");
        this.blocks = new ConverseBlocks(model, sent);
    }

    @Override
    protected void event(String type, JsonNode data, List<ChatEvent> events) {
        switch (type) {
            case "messageStart" -> start(events);
            case "contentBlockStart" -> {
                start(events);
                blocks.start(data.path("contentBlockIndex").asInt(), data.path("start"), events);
            }
            case "contentBlockDelta" -> {
                start(events);
                blocks.delta(data.path("contentBlockIndex").asInt(), data.path("delta"), events);
            }
            case "contentBlockStop" ->
                blocks.stop(data.path("contentBlockIndex").asInt(), events);
            case "messageStop" -> stop(data.path("stopReason").asText(""), events);
            case "metadata" -> metadata(data, events);
            case "error" -> fail(ProviderErrors.inAnswer(data), events);
            default -> {
                // what a later version of the API adds
            }
        }
    }

    private void start(List<ChatEvent> events) {
        if (state == State.BEFORE) {
            state = State.STARTED;
            events.add(new ChatEvent.Started("", model, 0));
        }
    }

    private void stop(String told, List<ChatEvent> events) {
        start(events);
        blocks.stopAll(events);
        if (told.startsWith("malformed_")) {
            fail(malformed(told), events);
            return;
        }
        reason = reason(told);
        state = State.STOPPED;
    }

    private static Failure malformed(String told) {
        return Failure.of(Failure.Kind.OVERLOADED, 502, "The model's output could not be used: " + told + ".");
    }

    private FinishReason reason(String told) {
        return switch (told) {
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
            case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
            default -> blocks.called() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    private void metadata(JsonNode data, List<ChatEvent> events) {
        start(events);
        var told = ConverseUsage.of(data.path("usage"));
        usage = told == null ? usage : told;
        if (state == State.STOPPED) {
            finish(events);
        } else if (usage != null) {
            events.add(new ChatEvent.UsageReported(usage));
        }
    }

    private void finish(List<ChatEvent> events) {
        finish(new ChatEvent.Finished(reason, null, usage), events);
    }

    /** Without the counts an answer is complete all the same. */
    @Override
    public List<ChatEvent> end() {
        var events = new ArrayList<ChatEvent>();
        if (ended()) {
            return events;
        }
        switch (state) {
            case BEFORE, STARTED -> fail(ProviderErrors.cutOff(), events);
            case STOPPED -> finish(events);
        }
        return events;
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        var said = Json.parse(body).orElseGet(Json::object);
        var content = said.at("/output/message/content");
        if (said.has("error") || !content.isArray()) {
            throw (said.has("error") ? ProviderErrors.inAnswer(said) : ProviderErrors.garbled()).asException();
        }
        var events = new ArrayList<ChatEvent>();
        start(events);
        for (int i = 0; i < content.size(); i++) {
            blocks.whole(i, content.get(i), events);
        }
        stop(said.path("stopReason").asText(""), events);
        if (!ended()) {
            usage = ConverseUsage.of(said.path("usage"));
            finish(events);
        }
        return ChatAnswer.of(events);
    }
}
