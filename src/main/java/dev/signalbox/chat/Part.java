package dev.signalbox.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a message: what was said, shown, thought, called or answered. */
public sealed interface Part {

    /** Visible text. {@code signature} is Gemini's, which may sit on text. */
    record Text(
            String text,
            @Nullable CacheControl cache,
            List<Citation> citations,
            @Nullable Signature signature) implements Part {
        public Text {
            citations = List.copyOf(citations);
        }

        public static Text of(String text) {
            return new Text(text, null, List.of(), null);
        }
    }

    /** A picture; {@code detail} is OpenAI's low, high, auto or original. */
    record Image(
            Media media, @Nullable String detail, @Nullable CacheControl cache) implements Part {}

    /** A PDF or text document. */
    record Document(
            Media media,
            @Nullable String name,
            @Nullable String context,
            boolean citations,
            @Nullable CacheControl cache)
            implements Part {}

    /** Sound; {@code format} is OpenAI's short name (wav, mp3), null when only the MIME type is known. */
    record Audio(Media media, @Nullable String format) implements Part {}

    /** Moving pictures. */
    record Video(Media media) implements Part {}

    /** A model's reasoning as far as it is shown. An empty text with a signature is a thought that was hidden. */
    record Thinking(String text, @Nullable Signature signature) implements Part {}

    /** Reasoning that the vendor encrypted and that only the vendor reads again. */
    record RedactedThinking(Signature data) implements Part {}

    /**
     * The model asks for a tool. {@code name} is the full name (namespace included, as {@code ns__name}); {@code arguments} is
     * the JSON text as the model wrote it, for a {@link ToolKind#CUSTOM} call the free text itself.
     */
    record ToolCall(
            String id,
            String name,
            String arguments,
            ToolKind kind,
            @Nullable Signature signature,
            @Nullable CacheControl cache)
            implements Part {
        public static ToolCall of(String id, String name, String arguments) {
            return new ToolCall(id, name, arguments, ToolKind.FUNCTION, null, null);
        }
    }

    /**
     * A tool's result. Content holds text, image, document, audio and {@link Json} parts; {@code name} is the tool's name
     * where the protocol gives it or the history tells it.
     */
    record ToolResult(
            String callId,
            @Nullable String name,
            List<Part> content,
            boolean isError,
            ToolKind kind,
            @Nullable CacheControl cache)
            implements Part {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /** A structured tool result (Gemini's {@code functionResponse.response}, a JSON object given as output). */
    record Json(RawJson value) implements Part {}

    /** The model's statement that it will not answer (OpenAI {@code refusal}). */
    record Refusal(String text) implements Part {}

    /** A tool that the provider ran itself, web search above all; {@code raw} is the call in its own protocol. */
    record ServerToolCall(String id, String name, RawJson input, Protocol origin, RawJson raw) implements Part {}

    /** The result of a {@link ServerToolCall}; {@code raw} is the result in its own protocol. */
    record ServerToolResult(String callId, String name, Protocol origin, RawJson raw) implements Part {}

    /** Something only {@code origin} understands; replayed there, reported as a loss elsewhere. */
    record Opaque(Protocol origin, String type, RawJson raw) implements Part {}
}
