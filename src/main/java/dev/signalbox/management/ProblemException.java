package dev.signalbox.management;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a management call with a problem; thrown by resources, turned into an answer at the edge. */
public final class ProblemException extends RuntimeException {
    private final int status;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    private ProblemException(int status, String detail, @Nullable String field, @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** 400: the body is not what the call takes. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, detail, null, null);
    }

    /** 400: one field has the wrong type, is missing or unknown. */
    public static ProblemException badField(String field, String detail) {
        return new ProblemException(400, detail, field, null);
    }

    /** 422: one field has the right type and an impossible value. */
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(422, detail, field, null);
    }

    /** 401: who asks is not who they say. */
    public static ProblemException unauthorized(String detail) {
        return new ProblemException(401, detail, null, null);
    }

    /** 403: known, and not allowed. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, detail, null, null);
    }

    /** 404: there is no such {@code thing}. */
    public static ProblemException notFound(String thing) {
        return new ProblemException(404, "There is no such " + thing, null, null);
    }

    /** 409: it would contradict what exists; {@code field} names what clashes. */
    public static ProblemException conflict(String field, String detail) {
        return new ProblemException(409, detail, field, null);
    }

    /** 413: more than the call takes. */
    public static ProblemException tooLarge(String detail) {
        return new ProblemException(413, detail, null, null);
    }

    /** 429: too many attempts; worth trying again after this time. */
    public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
        return new ProblemException(429, detail, null, retryAfter);
    }

    int status() {
        return status;
    }

    @Nullable
    String field() {
        return field;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
