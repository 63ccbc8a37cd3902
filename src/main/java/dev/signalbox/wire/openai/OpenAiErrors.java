package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures as OpenAI words them: {@code {"error":{"message","type","param","code"}}}. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static ErrorBody body(Failure failure) {
        Map<String, String> headers = failure.retryAfter() == null
                ? Map.of()
                : Map.of("Retry-After", Long.toString(seconds(failure.retryAfter())));
        return new ErrorBody(failure.status(), Json.bytes(node(failure)), headers);
    }

    private static long seconds(Duration wait) {
        return Math.max(0, wait.plusNanos(999_999_999).toSeconds());
    }

    static ObjectNode node(Failure failure) {
        var node = Json.object();
        node.putObject("error")
                .put("message", failure.message())
                .put("type", type(failure))
                .put("param", failure.param())
                .put("code", code(failure));
        return node;
    }

    private static String type(Failure failure) {
        if (failure.kind() == Failure.Kind.QUOTA_EXHAUSTED) {
            return "insufficient_quota";
        }
        return switch (failure.status()) {
            case 402, 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> failure.status() >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static @Nullable String code(Failure failure) {
        if (failure.code() != null) {
            return failure.code();
        }
        if (failure.kind() == Failure.Kind.QUOTA_EXHAUSTED) {
            return "insufficient_quota";
        }
        return switch (failure.status()) {
            case 401 -> "invalid_api_key";
            case 404 -> failure.kind() == Failure.Kind.MODEL_UNAVAILABLE ? "model_not_found" : null;
            case 429 -> "rate_limit_exceeded";
            case 500 -> "internal_server_error";
            default -> null;
        };
    }
}
