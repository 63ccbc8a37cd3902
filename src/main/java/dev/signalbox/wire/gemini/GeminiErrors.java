package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Errors as {@code google.rpc.Status}.
 *
 * @see <a href="https://cloud.google.com/apis/design/errors">Google's error model</a>
 */
final class GeminiErrors {
    private static final String RPC = "type.googleapis.com/google.rpc.";

    private GeminiErrors() {}

    static ErrorBody error(Failure failure) {
        var body = Json.bytes(json(failure));
        var wait = failure.retryAfter();
        return new ErrorBody(status(failure), body, wait == null ? Map.of() : Map.of("Retry-After", roundedUp(wait)));
    }

    static ObjectNode json(Failure failure) {
        var root = Json.object();
        var error = root.putObject("error");
        error.put("code", status(failure));
        error.put("message", failure.message());
        error.put("status", name(status(failure)));
        details(failure, error);
        return root;
    }

    /** Clients read a code from 400 to 599 only, and Google has none of its own for an overload. */
    private static int status(Failure failure) {
        int status = failure.status();
        if (status == 529) {
            return 503;
        }
        return status >= 400 && status < 600 ? status : 500;
    }

    private static String name(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 402, 412 -> "FAILED_PRECONDITION";
            case 403 -> "PERMISSION_DENIED";
            case 404, 405, 410 -> "NOT_FOUND";
            case 408, 504 -> "DEADLINE_EXCEEDED";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 501 -> "UNIMPLEMENTED";
            case 502, 503 -> "UNAVAILABLE";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }

    private static void details(Failure failure, ObjectNode error) {
        var details = Json.array();
        if (failure.code() != null) {
            details.addObject()
                    .put("@type", RPC + "ErrorInfo")
                    .put("reason", failure.code().toUpperCase(Locale.ROOT))
                    .put("domain", "signalbox");
        }
        if (failure.param() != null) {
            details.addObject()
                    .put("@type", RPC + "BadRequest")
                    .putArray("fieldViolations")
                    .addObject()
                    .put("field", failure.param())
                    .put("description", failure.message());
        }
        if (failure.retryAfter() != null) {
            details.addObject()
                    .put("@type", RPC + "RetryInfo")
                    .put("retryDelay", roundedUp(failure.retryAfter()) + "s");
        }
        if (!details.isEmpty()) {
            error.set("details", details);
        }
    }

    private static String roundedUp(Duration wait) {
        return Long.toString(Math.max(0, wait.plusNanos(999_999_999).toSeconds()));
    }
}
