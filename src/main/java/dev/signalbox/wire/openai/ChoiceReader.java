package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one choice of an answer piece by piece and numbers its parts. */
final class ChoiceReader {

    /** What is being said; tool calls are open beside it. */
    private enum Open {
        NOTHING,
        THINKING,
        TEXT,
        REFUSAL
    }

    private final CallsReader calls;
    private final Sources sources;
    private final @Nullable ThinkTags tags;
    private Consumer<ChatEvent> out;
    private Open open = Open.NOTHING;
    private int part = -1;
    private int parts;
    private final Set<String> images = new HashSet<>();
    private @Nullable String stopSequence;
    private boolean spoke;
    private boolean thought;
    private @Nullable FinishReason finish;

    ChoiceReader(int index, String answerId, EncodedRequest sent, Sources sources, Consumer<ChatEvent> out) {
        this.out = out;
        this.sources = sources;
        this.calls = new CallsReader(index, answerId, sent, this::nextPart, this::emit);
        this.tags = sent.thinkTags() ? new ThinkTags(t -> text(Open.THINKING, t), t -> text(Open.TEXT, t)) : null;
    }

    /** Where the events go from now on. */
    void into(Consumer<ChatEvent> sink) {
        out = sink;
    }

    private void emit(ChatEvent event) {
        out.accept(event);
    }

    private int nextPart() {
        close();
        return parts++;
    }

    void delta(JsonNode delta) {
        if (finish != null) {
            return;
        }
        thinking(delta);
        content(delta.path("content"));
        text(Open.TEXT, delta.at("/audio/transcript").asText("")); // what is heard is said
        delta.path("annotations").forEach(this::citation);
        text(Open.REFUSAL, delta.path("refusal").asText(""));
        delta.path("images").forEach(this::image);
        if (tags != null && (!delta.path("tool_calls").isEmpty() || delta.hasNonNull("function_call"))) {
            tags.end(); // what was held back was said before the call
        }
        calls.read(delta.path("tool_calls"));
        if (delta.path("function_call").isObject()) {
            calls.readLegacy(delta.path("function_call"));
        }
    }

    /** A message in place of a piece counts as long as no piece has come: some servers repeat all that was said. */
    void whole(JsonNode message) {
        if (!spoke && !thought && !calls.any()) {
            delta(message);
        }
    }

    /** As a text in one of two fields, or, where both are missing, as OpenRouter's and MiniMax's list of details. */
    private void thinking(JsonNode delta) {
        var reasoning = delta.path("reasoning_content").asText("");
        var other = reasoning.isEmpty() ? delta.path("reasoning").asText("") : reasoning;
        text(Open.THINKING, other);
        if (other.isEmpty()) {
            for (var detail : delta.path("reasoning_details")) {
                text(
                        Open.THINKING,
                        detail.path("text").asText(detail.path("summary").asText("")));
            }
        }
    }

    /** A string; Mistral's reasoning models give an array of text and thinking chunks. */
    private void content(JsonNode content) {
        if (content.isTextual()) {
            if (tags == null) {
                text(Open.TEXT, content.asText());
            } else {
                tags.feed(content.asText());
            }
            return;
        }
        for (var chunk : content) {
            switch (chunk.path("type").asText()) {
                case "text" -> text(Open.TEXT, chunk.path("text").asText(""));
                case "refusal" -> text(Open.REFUSAL, chunk.path("refusal").asText(""));
                case "thinking" ->
                    chunk.path("thinking")
                            .forEach(t -> text(Open.THINKING, t.path("text").asText("")));
                default -> {}
            }
        }
    }

    private void text(Open kind, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (open != kind) {
            calls.closeComplete();
            part = nextPart();
            open = kind;
        }
        thought |= kind == Open.THINKING;
        spoke |= kind != Open.THINKING;
        emit(
                switch (kind) {
                    case THINKING -> new ChatEvent.ThinkingDelta(part, text);
                    case REFUSAL -> new ChatEvent.RefusalDelta(part, text);
                    case TEXT, NOTHING -> new ChatEvent.TextDelta(part, text);
                });
    }

    /** Ends what is being said; a text with the sources that were told beside it. */
    void close() {
        if (open == Open.TEXT) {
            sources.take().forEach(source -> emit(new ChatEvent.CitationAdded(part, source)));
        }
        if (open != Open.NOTHING) {
            emit(new ChatEvent.PartFinished(part));
            open = Open.NOTHING;
        }
    }

    private void citation(JsonNode annotation) {
        var source = annotation.path("url_citation");
        if (source.isObject()) {
            if (open != Open.TEXT) {
                part = nextPart();
                open = Open.TEXT;
            }
            sources.told(source.path("url").asText(""));
            emit(new ChatEvent.CitationAdded(
                    part,
                    new Citation(
                            source.path("url").asText(null),
                            source.path("title").asText(null),
                            null,
                            source.path("start_index").asInt(-1),
                            source.path("end_index").asInt(-1),
                            Protocol.OPENAI_CHAT,
                            Json.raw(annotation))));
        }
    }

    /** A picture that the model made; some servers send the same one again at the end. */
    private void image(JsonNode given) {
        var url = given.path("image_url").path("url").asText("");
        boolean readable = !url.isBlank() && (!url.startsWith("data:") || url.contains(";base64,"));
        if (!readable || !images.add(url)) {
            return;
        }
        var media = DataUrl.media(url, "image_url");
        calls.closeComplete();
        emit(new ChatEvent.PartAdded(nextPart(), new Part.Image(media, null, null)));
        spoke = true;
    }

    /** vLLM and its kin tell which of the client's stop sequences came up. */
    void stoppedAt(JsonNode matched) {
        if (matched.isTextual() && !matched.asText().isEmpty() && finish == FinishReason.STOP) {
            finish = FinishReason.STOP_SEQUENCE;
            stopSequence = matched.asText();
        }
    }

    void logprobs(JsonNode logprobs) {
        if (logprobs.isObject() && !logprobs.isEmpty()) {
            emit(new ChatEvent.Logprobs(Math.max(part, 0), Protocol.OPENAI_CHAT, Json.raw(logprobs)));
        }
    }

    /** Closes what is open but a text, whose sources may come later; the reason given first counts. */
    void finish(String reason) {
        if (finish != null) {
            return;
        }
        if (tags != null) {
            tags.end();
        }
        if (open != Open.TEXT) {
            close();
        }
        boolean cut = FinishReasons.read(reason, false) == FinishReason.LENGTH;
        boolean called = calls.finish(cut);
        finish = FinishReasons.read(reason, called);
    }

    boolean finished() {
        return finish != null;
    }

    /** Whether {@code [DONE]} alone may end this: not within a call, and not after thoughts without an answer. */
    boolean mayEndUnsaid() {
        return !calls.any() && (spoke || !thought);
    }

    ChatEvent.Finished end(@Nullable TokenUsage usage) {
        return new ChatEvent.Finished(finish == null ? FinishReason.STOP : finish, stopSequence, usage);
    }
}
