package dev.signalbox.wire.gemini;

import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/** {@code finishReason} and what it stands for. */
final class GeminiFinish {
    private GeminiFinish() {}

    /** A call waits for its result whatever else the reason says, unless the answer was filtered. */
    static FinishReason read(String reason, boolean called) {
        return switch (reason) {
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "JAILBREAK",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            case "CONTINUATION" -> called ? FinishReason.TOOL_CALLS : FinishReason.PAUSE;
            case "MAX_TOKENS" -> called ? FinishReason.TOOL_CALLS : FinishReason.LENGTH;
            default -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    /** What went wrong when the reason says that there is no answer; null when there is one. */
    static @Nullable Failure failure(String reason, String message) {
        return switch (reason) {
            case "MALFORMED_FUNCTION_CALL",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MALFORMED_RESPONSE",
                    "NO_IMAGE",
                    "IMAGE_OTHER" ->
                Failure.of(Failure.Kind.OVERLOADED, 502, told("The model's answer is unusable: " + reason, message));
            case "MISSING_THOUGHT_SIGNATURE" ->
                Failure.badRequest(told("The history lacks a thought signature", message), null);
            default -> null;
        };
    }

    private static String told(String what, String message) {
        var clipped = message.length() > 1000 ? message.substring(0, 1000) : message;
        return clipped.isBlank() ? what + "." : what + ". " + clipped;
    }

    static String write(FinishReason reason) {
        return switch (reason) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS, PAUSE -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
        };
    }
}
