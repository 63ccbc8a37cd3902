package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Chat answer. The end waits for {@code [DONE]} or the chunk with the token counts, which comes after the one with the
 * finish reason.
 */
final class OpenAiAnswerReader implements AnswerReader {
    private enum State {
        WAITING,
        READING,
        ENDED
    }

    private final EncodedRequest sent;
    private final TreeMap<Integer, ChoiceReader> choices = new TreeMap<>();
    private final Sources sources = new Sources();
    private State state = State.WAITING;
    private String id = "";
    private @Nullable TokenUsage usage;

    OpenAiAnswerReader(EncodedRequest sent) {
        this.sent = sent;
    }

    @Override
    public List<ChatEvent> read(Frame frame) {
        var events = new ArrayList<ChatEvent>();
        if (state == State.ENDED || frame.data().isBlank()) {
            return events;
        }
        if (frame.done()) {
            done(events);
            return events;
        }
        var chunk = Json.parse(frame.data()).orElse(null);
        if (chunk == null || !chunk.isObject()) {
            fail(ProviderErrors.garbled(), events);
        } else if (isError(chunk)) {
            fail(ProviderErrors.inAnswer(chunk), events);
        } else if (state != State.WAITING || !isPreamble(chunk)) {
            chunk(chunk, "delta", events);
        }
        return events;
    }

    /** Azure begins with what its filters say of the prompt, before the answer has an id and a model. */
    private static boolean isPreamble(JsonNode chunk) {
        return chunk.path("choices").isEmpty()
                && chunk.path("id").asText("").isEmpty()
                && !chunk.path("usage").isObject();
    }

    private static boolean isError(JsonNode chunk) {
        var error = chunk.path("error");
        return (error.isObject() && !error.isEmpty()) || error.isTextual() || ProviderErrors.isDressedAsAnswer(chunk);
    }

    private void chunk(JsonNode chunk, String field, List<ChatEvent> events) {
        start(chunk, events);
        boolean finished = finished();
        sources.read(chunk);
        for (var choice : chunk.path("choices")) {
            choice(choice, field, events);
            if (state == State.ENDED) {
                return;
            }
        }
        var counts = UsageFields.inChunk(chunk);
        if (counts != null && !counts.equals(usage)) {
            usage = counts;
            events.add(new ChatEvent.UsageReported(counts));
        }
        if (finished && counts != null) {
            finish(events);
        }
    }

    private void start(JsonNode chunk, List<ChatEvent> events) {
        if (state != State.WAITING) {
            return;
        }
        state = State.READING;
        id = chunk.path("id").asText("");
        events.add(new ChatEvent.Started(
                id, chunk.path("model").asText(""), chunk.path("created").asLong(0)));
    }

    private void choice(JsonNode given, String field, List<ChatEvent> events) {
        int index = Math.max(0, given.path("index").asInt(0));
        var choice = choices.computeIfAbsent(index, i -> choiceReader(i, events));
        choice.into(e -> events.add(index == 0 ? e : new ChatEvent.InChoice(index, e)));
        var reason = given.path("finish_reason");
        if (FinishReasons.failed(reason.asText("")) || isError(given)) {
            fail(ProviderErrors.inAnswer(given), events);
            return;
        }
        var said = given.path(field);
        if (said.isObject() || field.equals("message")) {
            choice.delta(said);
        } else {
            choice.whole(given.path("message")); // a server that streams a single completion
        }
        choice.logprobs(given.path("logprobs"));
        if (reason.isTextual() && !reason.asText().isEmpty()) {
            choice.finish(reason.asText());
            choice.stoppedAt(given.path("stop_reason"));
        }
    }

    /** What was drawn from is told once, and belongs to the answer proper. */
    private ChoiceReader choiceReader(int index, List<ChatEvent> events) {
        return new ChoiceReader(index, id, sent, index == 0 ? sources : new Sources(), events::add);
    }

    private boolean finished() {
        return !choices.isEmpty() && choices.values().stream().allMatch(ChoiceReader::finished);
    }

    private void done(List<ChatEvent> events) {
        if (state == State.WAITING) {
            fail(ProviderErrors.cutOff(), events);
            return;
        }
        for (var choice : choices.values()) {
            if (!choice.finished() && !choice.mayEndUnsaid()) {
                fail(ProviderErrors.cutOff(), events);
                return;
            }
        }
        finish(events);
    }

    private void finish(List<ChatEvent> events) {
        state = State.ENDED;
        choices.computeIfAbsent(0, i -> choiceReader(i, events));
        choices.forEach((index, choice) -> {
            choice.into(e -> events.add(index == 0 ? e : new ChatEvent.InChoice(index, e)));
            choice.finish("");
            choice.close();
            if (index > 0) {
                events.add(new ChatEvent.InChoice(index, choice.end(null)));
            }
        });
        events.add(choices.firstEntry().getValue().end(usage));
    }

    private void fail(Failure failure, List<ChatEvent> events) {
        state = State.ENDED;
        events.add(new ChatEvent.Failed(failure));
    }

    @Override
    public List<ChatEvent> end() {
        var events = new ArrayList<ChatEvent>();
        if (state == State.ENDED) {
            return events;
        }
        if (state == State.READING && finished()) {
            finish(events);
        } else {
            fail(ProviderErrors.cutOff(), events);
        }
        return events;
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        var answer = Json.parse(body).orElse(null);
        if (answer == null || !answer.isObject()) {
            throw ProviderErrors.garbled().asException();
        }
        if (isError(answer)) {
            throw ProviderErrors.inAnswer(answer).asException();
        }
        if (answer.path("choices").isEmpty()) {
            throw ProviderErrors.garbled().asException();
        }
        var events = new ArrayList<ChatEvent>();
        chunk(answer, "message", events);
        if (state != State.ENDED) {
            finish(events);
        }
        return ChatAnswer.of(events);
    }
}
