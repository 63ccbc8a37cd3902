package dev.signalbox.relay;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches the events of one answer go by and remembers what the ledger needs of them. */
final class AnswerTrack {
    /** More text than this is not kept for an estimate; the count is extrapolated. */
    private static final int KEPT_TEXT = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private long textLength;
    private boolean meaningful;
    private String id = "";
    private String model = "";
    private @Nullable TokenUsage usage;
    private @Nullable FinishReason finish;
    private @Nullable Failure failure;

    void see(List<ChatEvent> events) {
        for (var event : events) {
            see(event);
        }
    }

    void see(ChatEvent event) {
        meaningful |= event.meaningful();
        switch (event) {
            case ChatEvent.Started s -> {
                id = s.id();
                model = s.model();
            }
            case ChatEvent.TextDelta d -> keep(d.text());
            case ChatEvent.RefusalDelta d -> keep(d.text());
            case ChatEvent.ThinkingDelta d -> keep(d.text());
            case ChatEvent.ToolCallStarted c -> keep(c.name());
            case ChatEvent.ToolArgumentsDelta d -> keep(d.text());
            case ChatEvent.UsageReported u -> usage = u.usage();
            case ChatEvent.Finished f -> {
                finish = f.reason();
                usage = f.usage() == null ? usage : f.usage();
            }
            case ChatEvent.Failed f -> failure = f.failure();
            case ChatEvent.InChoice c -> {
                if (!(c.event() instanceof ChatEvent.Finished)) {
                    see(c.event());
                }
            }
            case ChatEvent.SignatureAdded s -> {}
            case ChatEvent.CitationAdded c -> {}
            case ChatEvent.PartFinished p -> {}
            case ChatEvent.PartAdded p -> {}
            case ChatEvent.Logprobs l -> {}
        }
    }

    void see(ChatAnswer answer) {
        meaningful = true;
        id = answer.id();
        model = answer.model();
        usage = answer.usage();
        finish = answer.first().finish();
        for (var choice : answer.choices()) {
            for (var part : choice.parts()) {
                switch (part) {
                    case Part.Text t -> keep(t.text());
                    case Part.Thinking t -> keep(t.text());
                    case Part.Refusal r -> keep(r.text());
                    case Part.ToolCall c -> {
                        keep(c.name());
                        keep(c.arguments());
                    }
                    default -> {}
                }
            }
        }
    }

    private void keep(String more) {
        textLength += more.length();
        if (text.length() < KEPT_TEXT) {
            text.append(more, 0, Math.min(more.length(), KEPT_TEXT - text.length()));
        }
    }

    /** Whether the client would see something of this answer: the point of no return. */
    boolean meaningful() {
        return meaningful;
    }

    /** Whether the answer ended, well or badly. */
    boolean ended() {
        return finish != null || failure != null;
    }

    String id() {
        return id;
    }

    String model() {
        return model;
    }

    /** What the provider counted; null when it told nothing, or only placeholders of zero. */
    @Nullable
    TokenUsage usage() {
        return usage == null || usage.total() == 0 ? null : usage;
    }

    @Nullable
    FinishReason finish() {
        return finish;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    void fail(Failure why) {
        failure = failure == null ? why : failure;
    }

    /** What was said, for an estimate of its tokens; at most about a million characters of it. */
    String text() {
        return text.toString();
    }

    /** Characters of all that was said. */
    long textLength() {
        return textLength;
    }

    /** How much longer the whole is than {@link #text()}, as a factor of at least one. */
    double textFactor() {
        return text.isEmpty() ? 1 : Math.max(1, (double) textLength / text.length());
    }
}
