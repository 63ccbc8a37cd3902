package dev.signalbox.wire.openai;

import dev.signalbox.chat.FinishReason;
import java.util.Locale;

/** Why an answer ended, in this protocol's words and in those of servers that almost speak it. */
final class FinishReasons {
    private FinishReasons() {}

    /** A reason to call tools counts only where a call was made, and any other plain end of an answer with calls is one. */
    static FinishReason read(String given, boolean called) {
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded" ->
                FinishReason.LENGTH;
            case "content_filter", "refusal", "safety", "sensitive" -> FinishReason.CONTENT_FILTER;
            case "stop_sequence" -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP_SEQUENCE;
            default -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    /** Whether the answer broke off: what GLM, DeepSeek, OpenRouter and vLLM say in place of an error. */
    static boolean failed(String given) {
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "error", "network_error", "insufficient_system_resource", "abort" -> true;
            default -> false;
        };
    }

    static String write(FinishReason reason) {
        return switch (reason) {
            case STOP, STOP_SEQUENCE, PAUSE -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }
}
