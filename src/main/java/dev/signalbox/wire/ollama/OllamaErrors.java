package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderErrors;
import java.util.Locale;
import java.util.Map;

/** Failures as Ollama words them, {@code {"error":"text"}}, and what its own mean. */
final class OllamaErrors {
    private OllamaErrors() {}

    static ErrorBody body(Failure failure) {
        var wait = failure.retryAfter();
        Map<String, String> headers = wait == null
                ? Map.of()
                : Map.of(
                        "Retry-After",
                        Long.toString(Math.max(0, wait.plusNanos(999_999_999).toSeconds())));
        return new ErrorBody(failure.status(), Json.bytes(node(failure)), headers);
    }

    static ObjectNode node(Failure failure) {
        return Json.object().put("error", failure.message());
    }

    /** Ollama gives no codes: that an account's allowance is used up is said in words only. */
    static Failure read(int status, Map<String, String> headers, byte[] body) {
        var failure = ProviderErrors.of(status, headers, body);
        boolean usedUp = failure.kind() == Failure.Kind.RATE_LIMITED
                && failure.message().toLowerCase(Locale.ROOT).contains("usage limit");
        return usedUp
                ? new Failure(
                        Failure.Kind.QUOTA_EXHAUSTED,
                        failure.status(),
                        failure.message(),
                        failure.code(),
                        failure.param(),
                        failure.retryAfter())
                : failure;
    }
}
