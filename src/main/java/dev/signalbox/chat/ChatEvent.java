package dev.signalbox.chat;

import org.jspecify.annotations.Nullable;

/**
 * One step of a streamed answer.
 *
 * <p>Grammar: {@link Started} first; then parts, numbered from 0 in the order they first appear. A text, thinking, refusal or
 * tool-call part opens with its first event and closes with {@link PartFinished}; several may be open at once. {@link PartAdded}
 * is a part that arrived whole. {@link Finished} or {@link Failed} comes last, once. Usage counts are cumulative: a later
 * {@link UsageReported} replaces an earlier one, and {@link Finished} carries the last.
 */
public sealed interface ChatEvent {

    /** The provider accepted and answers. {@code createdAt} is in epoch seconds, 0 when the provider does not say. */
    record Started(String id, String model, long createdAt) implements ChatEvent {}

    record TextDelta(int part, String text) implements ChatEvent {}

    record RefusalDelta(int part, String text) implements ChatEvent {}

    record ThinkingDelta(int part, String text) implements ChatEvent {}

    /** The signature of the thinking, text or tool-call part; opens a thinking part with empty text when none is open. */
    record SignatureAdded(int part, Signature signature) implements ChatEvent {}

    record CitationAdded(int part, Citation citation) implements ChatEvent {}

    /** A call opens; id and name are final. */
    record ToolCallStarted(int part, String id, String name, ToolKind kind) implements ChatEvent {}

    /** More of the arguments' text (for a custom tool: of its free-text input). */
    record ToolArgumentsDelta(int part, String text) implements ChatEvent {}

    record PartFinished(int part) implements ChatEvent {}

    record PartAdded(int part, Part content) implements ChatEvent {}

    /** Token log probabilities of a text part, in their own protocol. */
    record Logprobs(int part, Protocol origin, RawJson raw) implements ChatEvent {}

    record UsageReported(TokenUsage usage) implements ChatEvent {}

    /** An event of a further choice (n &gt; 1); everything else is choice 0. */
    record InChoice(int choice, ChatEvent event) implements ChatEvent {}

    /** The proper end. {@code usage} is null when the provider never told. */
    record Finished(
            FinishReason reason,
            @Nullable String stopSequence,
            @Nullable TokenUsage usage) implements ChatEvent {}

    /** The end by failure, after the answer had begun. */
    record Failed(Failure failure) implements ChatEvent {}

    /** Whether a client would see something of the answer in this: output or a proper end. */
    default boolean meaningful() {
        return switch (this) {
            case Started s -> false;
            case UsageReported u -> false;
            case Failed f -> false;
            case TextDelta t -> !t.text().isEmpty();
            case RefusalDelta t -> !t.text().isEmpty();
            case ThinkingDelta t -> !t.text().isEmpty();
            case SignatureAdded s -> true;
            case CitationAdded c -> true;
            case ToolCallStarted t -> true;
            case ToolArgumentsDelta t -> true;
            case PartFinished p -> false;
            case PartAdded p -> true;
            case Logprobs l -> false;
            case InChoice c -> c.event().meaningful();
            case Finished f -> true;
        };
    }
}
