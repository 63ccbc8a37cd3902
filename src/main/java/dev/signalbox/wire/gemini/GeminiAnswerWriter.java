package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Reasoning.Visibility;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.StreamForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer to a Gemini client. Clients cut the stream with narrow patterns: one data line per event with a space
 * behind the colon, no event names, no comments, and no raw U+2028 or U+2029.
 */
final class GeminiAnswerWriter implements AnswerWriter {
    private enum State {
        BEFORE,
        WRITING,
        ENDED
    }

    private static final byte[] NOTHING = {};

    private final AnswerContext context;
    private final boolean showThoughts;
    private final TreeMap<Integer, GeminiCandidateWriter> candidates = new TreeMap<>();
    private State state = State.BEFORE;
    private String id = "";
    private String model = "";
    private @Nullable TokenUsage usage;

    GeminiAnswerWriter(AnswerContext context) {
        this.context = context;
        var reasoning = context.request().reasoning();
        this.showThoughts = reasoning != null && reasoning.visibility() == Visibility.SHOWN;
        this.id = context.requestId();
        this.model = context.request().model();
    }

    @Override
    public byte[] write(ChatEvent event) {
        if (state == State.ENDED) {
            return NOTHING;
        }
        return switch (event) {
            case ChatEvent.Started s -> {
                started(s);
                yield NOTHING;
            }
            case ChatEvent.UsageReported u -> {
                usage = u.usage();
                yield NOTHING;
            }
            case ChatEvent.InChoice c -> choice(c.choice(), c.event());
            case ChatEvent.Finished f -> last(choice(0, f));
            case ChatEvent.Failed f -> last(frame(GeminiErrors.json(f.failure())));
            case ChatEvent.TextDelta e -> choice(0, e);
            case ChatEvent.RefusalDelta e -> choice(0, e);
            case ChatEvent.ThinkingDelta e -> choice(0, e);
            case ChatEvent.SignatureAdded e -> choice(0, e);
            case ChatEvent.CitationAdded e -> choice(0, e);
            case ChatEvent.ToolCallStarted e -> choice(0, e);
            case ChatEvent.ToolArgumentsDelta e -> choice(0, e);
            case ChatEvent.PartFinished e -> choice(0, e);
            case ChatEvent.PartAdded e -> choice(0, e);
            case ChatEvent.Logprobs e -> choice(0, e);
        };
    }

    private void started(ChatEvent.Started started) {
        id = started.id().isEmpty() ? id : started.id();
        model = started.model().isEmpty() ? model : started.model();
    }

    private GeminiCandidateWriter candidate(int index) {
        return candidates.computeIfAbsent(index, i -> new GeminiCandidateWriter(showThoughts));
    }

    private byte[] choice(int index, ChatEvent event) {
        var writer = candidate(index);
        var out = new ByteArrayOutputStream();
        for (var part : writer.parts(event)) {
            var chunk = chunk(index, part);
            writer.tellSources(part, (ObjectNode) chunk.get("candidates").get(0));
            out.writeBytes(frame(chunk));
        }
        if (event instanceof ChatEvent.Finished finished) {
            var chunk = chunk(index, Json.object().put("text", ""));
            writer.finish(finished, (ObjectNode) chunk.get("candidates").get(0));
            tellFeedback(chunk);
            usage = finished.usage() == null ? usage : finished.usage();
            if (index == 0 && usage != null) {
                chunk.set("usageMetadata", GeminiUsage.write(usage));
            }
            out.writeBytes(frame(chunk));
        }
        return out.size() == 0 ? NOTHING : out.toByteArray();
    }

    private ObjectNode chunk(int index, ObjectNode part) {
        var chunk = Json.object();
        var candidate = chunk.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").putArray("parts").add(part);
        candidate.put("index", index);
        return named(chunk);
    }

    /** What Google said of a prompt that it blocked stands beside the candidates, not in one. */
    private static void tellFeedback(ObjectNode response) {
        for (var candidate : response.path("candidates")) {
            if (candidate instanceof ObjectNode object && object.has(GeminiCandidateReader.FEEDBACK)) {
                response.set(GeminiCandidateReader.FEEDBACK, object.remove(GeminiCandidateReader.FEEDBACK));
            }
        }
    }

    private ObjectNode named(ObjectNode response) {
        return response.put("modelVersion", model).put("responseId", id);
    }

    private byte[] frame(ObjectNode chunk) {
        var json = safe(chunk);
        var framed = context.form() == StreamForm.JSON_ARRAY
                ? (state == State.BEFORE ? "[" : ",\r\n") + json
                : "data: " + json + "\r\n\r\n";
        state = State.WRITING;
        return framed.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] last(byte[] frame) {
        state = State.ENDED;
        if (context.form() != StreamForm.JSON_ARRAY) {
            return frame;
        }
        var closed = new ByteArrayOutputStream(frame.length + 1);
        closed.writeBytes(frame);
        closed.write(']');
        return closed.toByteArray();
    }

    private static String safe(ObjectNode json) {
        return json.toString().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    @Override
    public byte[] keepAlive() {
        return NOTHING; // a comment or blank line would break the clients' pattern
    }

    @Override
    public byte[] whole(ChatAnswer answer) {
        started(new ChatEvent.Started(answer.id(), answer.model(), answer.createdAt()));
        var parts = new TreeMap<Integer, ArrayNode>();
        var ends = new TreeMap<Integer, ChatEvent.Finished>();
        for (var event : answer.events()) {
            int index = event instanceof ChatEvent.InChoice c ? c.choice() : 0;
            var inner = event instanceof ChatEvent.InChoice c ? c.event() : event;
            candidate(index).parts(inner).forEach(parts.computeIfAbsent(index, i -> Json.array())::add);
            if (inner instanceof ChatEvent.Finished finished) {
                ends.put(index, finished);
            }
        }
        var root = Json.object();
        var list = root.putArray("candidates");
        ends.forEach((index, finished) -> {
            var candidate = list.addObject();
            candidate.putObject("content").put("role", "model").set("parts", filled(parts.get(index)));
            candidate.put("index", index);
            candidate(index).finish(finished, candidate);
        });
        tellFeedback(root);
        if (answer.usage() != null) {
            root.set("usageMetadata", GeminiUsage.write(answer.usage()));
        }
        return safe(named(root)).getBytes(StandardCharsets.UTF_8);
    }

    private static ArrayNode filled(@Nullable ArrayNode parts) {
        if (parts == null || parts.isEmpty()) {
            return Json.array().add(Json.object().put("text", ""));
        }
        return parts;
    }
}
