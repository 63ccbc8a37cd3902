package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures in OpenAI's error shape: as an HTTP error, and as the {@code error} of a failed response. */
final class ResponsesErrors {
    private ResponsesErrors() {}

    /** The request lacks a field. */
    static ChatException missing(String field) {
        return refused("Missing required parameter: '" + field + "'.", field, "missing_required_parameter");
    }

    static ChatException refused(String message, String param, String code) {
        return new Failure(Failure.Kind.CLIENT_FAULT, 400, message, code, param, null).asException();
    }

    static ErrorBody error(Failure failure) {
        int status = failure.status() == 529 ? 503 : failure.status();
        var error = Json.object().put("message", failure.message()).put("type", type(failure, status));
        error.put("param", failure.param()).put("code", code(failure, status));
        var body = Json.object();
        body.set("error", error);
        var wait = failure.retryAfter();
        Map<String, String> headers = wait == null
                ? Map.of()
                : Map.of(
                        "Retry-After", Long.toString(wait.plusNanos(999_999_999).toSeconds()));
        return new ErrorBody(status, Json.bytes(body), headers);
    }

    /** The {@code error} of a response that failed after it had begun. */
    static ObjectNode inResponse(Failure failure) {
        var code = failure.code();
        if (code == null) {
            code = switch (failure.kind()) {
                case RATE_LIMITED -> "rate_limit_exceeded";
                case QUOTA_EXHAUSTED, PAYMENT -> "insufficient_quota";
                case CLIENT_FAULT -> "invalid_prompt";
                case OVERLOADED ->
                    failure.status() == 503 || failure.status() == 529 ? "server_is_overloaded" : "server_error";
                case UNAUTHORIZED,
                        FORBIDDEN,
                        MODEL_UNAVAILABLE,
                        TIMEOUT,
                        UNREACHABLE,
                        MISCONFIGURED,
                        CANCELLED,
                        INTERNAL -> "server_error";
            };
        }
        return Json.object().put("code", code).put("message", failure.message());
    }

    private static String type(Failure failure, int status) {
        if (failure.kind() == Failure.Kind.QUOTA_EXHAUSTED || failure.kind() == Failure.Kind.PAYMENT) {
            return "insufficient_quota";
        }
        return switch (status) {
            case 429 -> "rate_limit_error";
            case 403 -> "permission_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static @Nullable String code(Failure failure, int status) {
        if (failure.code() != null) {
            return failure.code();
        }
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 402 -> "insufficient_quota";
            case 404 -> failure.kind() == Failure.Kind.MODEL_UNAVAILABLE ? "model_not_found" : null;
            case 429 -> failure.kind() == Failure.Kind.QUOTA_EXHAUSTED ? "insufficient_quota" : "rate_limit_exceeded";
            case 503 -> "server_is_overloaded";
            default -> status < 500 ? null : "server_error";
        };
    }
}
