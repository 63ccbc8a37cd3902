package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;
import java.util.Map;

/** Failures as Messages clients know them. */
final class AnthropicErrors {
    private AnthropicErrors() {}

    static ErrorBody body(Failure failure) {
        var wait = failure.retryAfter();
        var headers = wait == null
                ? Map.<String, String>of()
                : Map.of("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        return new ErrorBody(failure.status(), Json.bytes(tree(failure)), headers);
    }

    /** The document of an HTTP error, and the data of an error event. */
    static ObjectNode tree(Failure failure) {
        var tree = Json.object().put("type", "error");
        tree.putObject("error").put("type", type(failure.status())).put("message", failure.message());
        return tree;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 408, 504 -> "timeout_error";
            case 409 -> "conflict_error";
            case 503, 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
