package dev.signalbox.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not answered, in no protocol's words.
 *
 * @param kind what to do about it
 * @param status the HTTP status a client is told
 * @param message for people; holds no secret
 * @param code the vendor's or OpenAI's machine-readable code ({@code context_length_exceeded}), null when there is none
 * @param param the request field at fault, as a dotted path, null when there is none
 * @param retryAfter how long to wait, null when unknown
 */
public record Failure(
        Kind kind,
        int status,
        String message,
        @Nullable String code,
        @Nullable String param,
        @Nullable Duration retryAfter) {

    /** Who is at fault and whether another candidate may do better. */
    public enum Kind {
        CLIENT_FAULT(false),
        UNAUTHORIZED(true),
        FORBIDDEN(true),
        PAYMENT(true),
        RATE_LIMITED(true),
        QUOTA_EXHAUSTED(true),
        MODEL_UNAVAILABLE(true),
        OVERLOADED(true),
        TIMEOUT(true),
        UNREACHABLE(true),
        /** What is set up here cannot work: only a person can change it. */
        MISCONFIGURED(true),
        CANCELLED(false),
        INTERNAL(false);

        private final boolean nextCandidate;

        Kind(boolean nextCandidate) {
            this.nextCandidate = nextCandidate;
        }

        /** Whether the next candidate is tried, as long as nothing has reached the client. */
        public boolean nextCandidate() {
            return nextCandidate;
        }
    }

    /** The request itself is wrong: 400, with the field at fault. */
    public static Failure badRequest(String message, @Nullable String param) {
        return new Failure(Kind.CLIENT_FAULT, 400, message, null, param, null);
    }

    public static Failure of(Kind kind, int status, String message) {
        return new Failure(kind, status, message, null, null, null);
    }

    public Failure withRetryAfter(@Nullable Duration wait) {
        return new Failure(kind, status, message, code, param, wait);
    }

    public ChatException asException() {
        return new ChatException(this);
    }
}
