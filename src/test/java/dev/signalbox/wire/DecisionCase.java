package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.ReasoningCapability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One decision shown on one exchange: {@code request} of a client of protocol {@code from} to a provider of protocol
 * {@code to} (or one that speaks in a dialect of its own), and if there are {@code frames} (a stream) or a {@code body} (whole), the provider's answer.
 *
 * <p>What comes of it is what the file expects: {@code sent} and {@code losses}, or {@code refused}; {@code stream}, the data
 * of the client's stream, and {@code whole}, the same answer without a stream.
 */
record DecisionCase(ObjectNode file) {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    /** The file with what the codecs make of it in place of what is expected. */
    ObjectNode carriedOut() {
        var out = file.deepCopy();
        out.remove(List.of("sent", "losses", "refused", "stream", "whole"));
        try {
            var request = request();
            var provider = provider();
            var sent = provider.writeRequest(request, profile());
            out.set("sent", Json.parse(sent.body()).orElseThrow());
            var losses = out.putArray("losses");
            new TreeSet<>(sent.losses()).forEach(losses::add);
            if (file.has("frames") || file.has("body")) {
                out.remove(List.of("sent", "losses"));
                answer(request, provider, sent, out);
            }
        } catch (ChatException e) {
            out.putObject("refused")
                    .put("status", e.failure().status())
                    .put("kind", e.failure().kind().name())
                    .put("param", e.failure().param())
                    .put("code", e.failure().code());
        }
        return out;
    }

    private ProviderProtocol provider() {
        return switch (file.path("to").asText()) {
            case "bedrock-converse" -> TestCodecs.converse();
            case "kiro" -> TestCodecs.kiro();
            default -> TestCodecs.provider(protocol("to"));
        };
    }

    private Protocol protocol(String name) {
        return Protocol.of(file.path(name).asText()).orElseThrow();
    }

    private ChatRequest request() {
        var from = protocol("from");
        var body = Json.bytes(file.path("request"));
        var read = TestCodecs.client(from)
                .readRequest(
                        body,
                        from == Protocol.GEMINI ? "some-model" : "",
                        file.path("streamed").asBoolean(true));
        var suffix = file.path("suffix");
        return suffix.isMissingNode() ? read : read.withReasoning(suffixed(suffix, read.reasoning()));
    }

    /** What {@code model(suffix)} asks for, as routing reads it and the relay puts it over the request. */
    private @Nullable Reasoning suffixed(JsonNode suffix, @Nullable Reasoning asked) {
        var wish = suffix.isInt()
                ? Reasoning.ofBudget(suffix.asInt())
                : Reasoning.of(Effort.of(suffix.asText()).orElseThrow());
        return ReasoningFit.clamp(wish.shownAs(asked), profile(), protocol("to"));
    }

    private ModelProfile profile() {
        var model = file.path("model");
        var quirks = EnumSet.noneOf(Quirk.class);
        model.path("quirks").forEach(q -> quirks.add(Quirk.of(q.asText()).orElseThrow()));
        return new ModelProfile(
                model.path("name").asText("some-model"),
                capability(model.path("reasoning")),
                model.has("maxOutputTokens") ? model.get("maxOutputTokens").asInt() : null,
                quirks);
    }

    private static @Nullable ReasoningCapability capability(JsonNode given) {
        if (given.isMissingNode()) {
            return null;
        }
        var levels = new ArrayList<Effort>();
        given.path("levels").forEach(l -> levels.add(Effort.of(l.asText()).orElseThrow()));
        return new ReasoningCapability(
                levels,
                given.has("min") ? given.get("min").asInt() : null,
                given.has("max") ? given.get("max").asInt() : null,
                given.path("zero").asBoolean(),
                given.path("dynamic").asBoolean(),
                given.path("adaptive").asBoolean());
    }

    private void answer(ChatRequest request, ProviderProtocol provider, EncodedRequest sent, ObjectNode out) {
        var client = TestCodecs.client(protocol("from"));
        if (file.has("body")) {
            var answer = provider.answerReader(sent).whole(Json.bytes(file.get("body")));
            out.set(
                    "whole",
                    Json.parse(client.answerWriter(context(request)).whole(answer))
                            .orElseThrow());
            out.set("stream", data(client, request, answer.events()));
            return;
        }
        var events = events(provider.answerReader(sent));
        out.set("stream", data(client, request, events));
        if (events.getLast() instanceof ChatEvent.Finished) {
            out.set(
                    "whole",
                    Json.parse(client.answerWriter(context(request)).whole(ChatAnswer.of(events)))
                            .orElseThrow());
        }
    }

    private List<ChatEvent> events(AnswerReader reader) {
        var events = new ArrayList<ChatEvent>();
        for (var frame : file.get("frames")) {
            var data = frame.isTextual() ? frame.textValue() : frame.toString();
            var named = frame.path("type").isTextual() ? frame.get("type").textValue() : null;
            events.addAll(reader.read(new Frame(named, data)));
        }
        events.addAll(reader.end());
        return events;
    }

    private static ArrayNode data(ClientProtocol client, ChatRequest request, List<ChatEvent> events) {
        var context = context(request);
        var bytes = Streams.written(client.answerWriter(context), events);
        var list = Json.array();
        for (var frame : Streams.frames(context.form(), bytes, Math.max(1, bytes.length))) {
            Json.parse(frame.data()).ifPresentOrElse(list::add, () -> list.add(frame.data()));
        }
        return list;
    }

    private static AnswerContext context(ChatRequest request) {
        var form = request.extras().origin() == Protocol.OLLAMA ? StreamForm.NDJSON : StreamForm.SSE;
        return new AnswerContext(request, "req-1", NOW, form);
    }
}
