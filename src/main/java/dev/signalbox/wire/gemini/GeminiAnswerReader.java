package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's answer. Every chunk is a whole GenerateContentResponse; the stream has no terminal event, so the reason a
 * candidate finished for is kept until the stream ends: more may follow it.
 */
final class GeminiAnswerReader implements AnswerReader {
    private enum State {
        WAITING,
        ANSWERING,
        ENDED
    }

    private static final Failure NOTHING =
            Failure.of(Failure.Kind.OVERLOADED, 502, "The provider's answer holds no candidate.");

    private final EncodedRequest sent;
    private final TreeMap<Integer, GeminiCandidateReader> candidates = new TreeMap<>();
    private State state = State.WAITING;
    private String id = "";
    private @Nullable TokenUsage usage;

    GeminiAnswerReader(EncodedRequest sent) {
        this.sent = sent;
    }

    @Override
    public List<ChatEvent> read(Frame frame) {
        if (state == State.ENDED || frame.data().isBlank()) {
            return List.of();
        }
        if (frame.done()) {
            return end();
        }
        var chunk = Json.parse(frame.data()).orElse(null);
        return chunk instanceof ObjectNode object ? chunk(object) : failed(ProviderErrors.garbled());
    }

    private List<ChatEvent> chunk(ObjectNode chunk) {
        if (chunk.hasNonNull("error")) {
            return failed(ProviderErrors.inAnswer(chunk));
        }
        var response = chunk.path("response").isObject() ? chunk.get("response") : chunk;
        var events = new ArrayList<ChatEvent>();
        start(response, events);
        usage(response.path("usageMetadata"), events);
        for (var candidate : response.path("candidates")) {
            int index = Math.max(0, candidate.path("index").asInt());
            var reader = candidate(index);
            reader.read(candidate).forEach(e -> events.add(in(index, e)));
            var reason = reader.reason();
            var failure = reason == null
                    ? null
                    : GeminiFinish.failure(
                            reason, candidate.path("finishMessage").asText(""));
            if (failure != null) {
                events.addAll(failed(failure));
                return events;
            }
        }
        var feedback = response.path("promptFeedback");
        if (blocks(feedback.path("blockReason").asText(""))) {
            candidate(0).blocked(feedback);
        }
        return events;
    }

    private static boolean blocks(String reason) {
        return !reason.isEmpty() && !reason.endsWith("_UNSPECIFIED");
    }

    private void start(JsonNode response, List<ChatEvent> events) {
        if (state != State.WAITING) {
            return;
        }
        state = State.ANSWERING;
        id = response.path("responseId").asText("");
        if (id.isEmpty()) {
            id = "gemini-" + Integer.toHexString(response.toString().hashCode());
        }
        events.add(new ChatEvent.Started(id, response.path("modelVersion").asText(""), createdAt(response)));
    }

    private static long createdAt(JsonNode response) {
        try {
            var time = response.path("createTime").asText("");
            return time.isEmpty() ? 0 : Instant.parse(time).getEpochSecond();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private void usage(JsonNode metadata, List<ChatEvent> events) {
        var told = metadata.isObject() ? GeminiUsage.read(metadata) : null;
        if (told == null) {
            return;
        }
        var counted = GeminiUsage.with(told, usage);
        if (!counted.equals(usage)) {
            usage = counted;
            events.add(new ChatEvent.UsageReported(counted));
        }
    }

    private GeminiCandidateReader candidate(int index) {
        return candidates.computeIfAbsent(index, i -> new GeminiCandidateReader(sent, id, i));
    }

    private static ChatEvent in(int index, ChatEvent event) {
        return index <= 0 ? event : new ChatEvent.InChoice(index, event);
    }

    @Override
    public List<ChatEvent> end() {
        if (state == State.ENDED) {
            return List.of();
        }
        var first = candidates.get(0);
        if (first == null || candidates.values().stream().anyMatch(c -> c.reason() == null)) {
            return failed(ProviderErrors.cutOff());
        }
        state = State.ENDED;
        var events = new ArrayList<ChatEvent>();
        candidates.descendingMap().forEach((index, candidate) -> {
            candidate.closing().forEach(e -> events.add(in(index, e)));
            events.add(in(index, new ChatEvent.Finished(candidate.finish(), null, index == 0 ? usage : null)));
        });
        return events;
    }

    private List<ChatEvent> failed(Failure failure) {
        state = State.ENDED;
        return List.of(new ChatEvent.Failed(failure));
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        var root = Json.parse(body).orElseThrow(() -> ProviderErrors.garbled().asException());
        var events = new ArrayList<ChatEvent>();
        for (var chunk : root.isArray() ? root : Json.array().add(root)) {
            if (!(chunk instanceof ObjectNode object) || !isAnswer(object)) {
                throw ProviderErrors.garbled().asException();
            }
            events.addAll(chunk(object));
        }
        if (state == State.ANSWERING && candidates.isEmpty()) {
            if (usage == null || usage.output() == 0) {
                throw NOTHING.asException();
            }
            candidate(0); // the model thought, or spoke, and that is to be paid: the answer is empty
        }
        candidates.values().forEach(GeminiCandidateReader::complete); // a whole document is no cut stream
        events.addAll(end());
        return ChatAnswer.of(events);
    }

    private static boolean isAnswer(ObjectNode object) {
        var response = object.path("response").isObject() ? object.get("response") : object;
        return object.has("error")
                || response.path("candidates").isArray()
                || response.path("usageMetadata").isObject()
                || response.path("promptFeedback").isObject();
    }
}
