package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.FinishReason;

/** {@code stop_reason}, in both directions. */
final class StopReasons {
    private StopReasons() {}

    /** What a stop reason means; {@code called} says whether the answer holds a tool call. */
    static FinishReason read(String reason, boolean called) {
        return switch (reason) {
            case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "refusal", "sensitive" -> FinishReason.CONTENT_FILTER;
            case "pause_turn", "compaction" -> FinishReason.PAUSE;
            case "end_turn" -> FinishReason.STOP;
            default -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    /** Says beside the reason why the model refused, as far as it was told. */
    static void explain(FinishReason reason, String refusal, ObjectNode holder) {
        if (reason == FinishReason.CONTENT_FILTER) {
            holder.putObject("stop_details")
                    .put("type", "refusal")
                    .putNull("category")
                    .put("explanation", refusal.isBlank() ? null : refusal);
        }
    }

    static String write(FinishReason reason, boolean called) {
        return switch (reason) {
            case STOP, TOOL_CALLS -> called ? "tool_use" : "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case CONTENT_FILTER -> "refusal";
            case PAUSE -> "pause_turn";
        };
    }
}
