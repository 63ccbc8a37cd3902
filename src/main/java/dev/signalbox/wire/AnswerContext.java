package dev.signalbox.wire;

import dev.signalbox.chat.ChatRequest;
import java.time.Instant;

/**
 * What a writer needs besides the events: the request it answers (declared tools, what was asked to be shown), the gateway's
 * request id, the time, and the form of the stream.
 */
public record AnswerContext(ChatRequest request, String requestId, Instant now, StreamForm form) {}
