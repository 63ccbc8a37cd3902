package dev.signalbox.chat;

/** Why the model stopped. */
public enum FinishReason {
    /** It had said everything. */
    STOP,
    /** One of the client's stop sequences came up. */
    STOP_SEQUENCE,
    /** The output limit or the context window was full. */
    LENGTH,
    /** It waits for tool results. */
    TOOL_CALLS,
    /** It refused, or a filter cut it. */
    CONTENT_FILTER,
    /** The provider paused a long turn and wants the conversation sent again (Anthropic {@code pause_turn}). */
    PAUSE
}
