package dev.signalbox.management;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers made of problems. */
final class Problems {
    /** What JAX-RS has no constant for. */
    private static final Map<Integer, String> OTHER_REASONS = Map.of(422, "Unprocessable Content");

    private Problems() {}

    static Response answer(ProblemException problem) {
        var answer = builder(problem.status(), Objects.requireNonNullElse(problem.getMessage(), ""), problem.field());
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.retryAfter() != null) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, problem.retryAfter().toSeconds()));
        }
        return answer.build();
    }

    static Response answer(int status, String detail) {
        return builder(status, detail, null).build();
    }

    private static Response.ResponseBuilder builder(int status, String detail, @Nullable String field) {
        var reason = Response.Status.fromStatusCode(status);
        var title = reason == null ? OTHER_REASONS.getOrDefault(status, "Error") : reason.getReasonPhrase();
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new Problem("about:blank", title, status, detail, field));
    }
}
