package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Failure.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a provider's error means: by its status first, then by the codes in its body, by its words only where a vendor gives
 * nothing else. Shared by all protocols, because gateways in front of models mix the vendors' shapes.
 */
public final class ProviderErrors {
    private static final Set<String> REQUEST_FAULTS = Set.of(
            "context_length_exceeded",
            "context_window_exceeded",
            "string_above_max_length",
            "message_too_big",
            "invalid_prompt",
            "invalid_value",
            "unsupported_value",
            "unsupported_parameter",
            "bio_policy",
            "invalid_image",
            "invalid_image_format",
            "invalid_base64_image",
            "invalid_image_url",
            "invalid_image_mode",
            "image_too_large",
            "image_too_small",
            "image_parse_error",
            "image_content_policy_violation",
            "image_file_too_large",
            "image_file_not_found",
            "unsupported_image_media_type",
            "empty_image_file",
            "failed_to_download_image",
            "invalid_encrypted_content",
            "previous_response_not_found",
            "cyber_policy",
            "content_policy_violation",
            "content_filter");
    private static final Set<String> QUOTA = Set.of(
            "insufficient_quota",
            "quota_exceeded",
            "usage_limit_reached",
            "usage_limit_exceeded",
            "usage_not_included",
            "billing_hard_limit_reached",
            "enforced_spend_limit_reached",
            "contract_spend_limit_reached",
            "linked_organization_spend_limit_reached",
            "quota_exhausted");

    /** Groq answers 413 to what is more than the account may send in a minute. */
    private static final Set<String> RATE = Set.of("rate_limit_exceeded");

    /** Anthropic answers 400 to whoever may ask nothing at all. */
    private static final Set<String> ACCOUNT_FAULTS =
            Set.of("organization_on_hold", "cmek_key_disabled", "cmek_key_network_blocked");

    private static final Set<String> NO_MODEL = Set.of("model_not_found", "model_not_supported", "model_not_available");
    private static final Map<String, Integer> STATUS_OF_SIGNAL = Map.ofEntries(
            Map.entry("invalid_request_error", 400),
            Map.entry("bad_request_error", 400),
            Map.entry("invalid_argument", 400),
            Map.entry("failed_precondition", 400),
            Map.entry("out_of_range", 400),
            Map.entry("authentication_error", 401),
            Map.entry("invalid_api_key", 401),
            Map.entry("unauthenticated", 401),
            Map.entry("billing_error", 402),
            Map.entry("permission_error", 403),
            Map.entry("permission_denied", 403),
            Map.entry("not_found_error", 404),
            Map.entry("not_found", 404),
            Map.entry("aborted", 409),
            Map.entry("conflict_error", 409),
            Map.entry("request_too_large", 413),
            Map.entry("rate_limit_error", 429),
            Map.entry("rate_limit_exceeded", 429),
            Map.entry("too_many_requests", 429),
            Map.entry("resource_exhausted", 429),
            Map.entry("tokens", 429),
            Map.entry("requests", 429),
            Map.entry("server_error", 500),
            Map.entry("internal_server_error", 500),
            Map.entry("api_error", 500),
            Map.entry("internal", 500),
            Map.entry("unavailable", 503),
            Map.entry("overloaded", 503),
            Map.entry("server_is_overloaded", 503),
            Map.entry("slow_down", 503),
            Map.entry("timeout_error", 504),
            Map.entry("deadline_exceeded", 504),
            Map.entry("overloaded_error", 529));
    private static final Pattern MODEL_GONE =
            Pattern.compile("(?i)\\bmodel\\b[^.]{0,80}\\b(not (supported|available|found)|does not exist)\\b");

    private ProviderErrors() {}

    /**
     * Reads an HTTP error.
     *
     * @param headers names in lower case
     */
    public static Failure of(int status, Map<String, String> headers, byte[] body) {
        var details = ErrorDetails.of(body);
        return failure(status >= 400 && status < 600 ? status : statusOf(details), headers, details);
    }

    /** Reads an error that came where an answer was expected: inside a stream, or as JSON under status 200. */
    public static Failure inAnswer(JsonNode error) {
        var details = ErrorDetails.of(error);
        return failure(statusOf(details), Map.of(), details);
    }

    /** Whether a body that has the form of an answer says that there is none, as MiniMax's do under status 200. */
    public static boolean isDressedAsAnswer(JsonNode body) {
        return ErrorDetails.isMiniMax(body);
    }

    /** The answer is in no shape this protocol knows. */
    public static Failure garbled() {
        return Failure.of(Kind.OVERLOADED, 502, "The provider sent an answer that cannot be understood.");
    }

    /** The stream stopped before the answer was complete. */
    public static Failure cutOff() {
        return Failure.of(Kind.OVERLOADED, 502, "The provider's answer ended before it was complete.");
    }

    private static Failure failure(int status, Map<String, String> headers, ErrorDetails details) {
        var kind = kind(status, details);
        int told = kind == Kind.CLIENT_FAULT && status >= 500 ? 400 : status;
        var message = details.message().isEmpty()
                ? "The provider answered with HTTP status " + status + "."
                : details.message();
        var wait = RetryHints.of(status, headers, details.error());
        return new Failure(kind, told, message, details.code(), details.param(), wait);
    }

    private static int statusOf(ErrorDetails details) {
        if (details.status() >= 400) {
            return details.status();
        }
        for (var signal : details.signals()) {
            var status = STATUS_OF_SIGNAL.get(signal);
            if (status != null) {
                return status;
            }
        }
        if (any(details, REQUEST_FAULTS)) {
            return 400;
        }
        if (any(details, NO_MODEL)) {
            return 404;
        }
        var words = details.message().toLowerCase(Locale.ROOT);
        if (any(details, QUOTA) || words.contains("rate limit") || words.contains("too many requests")) {
            return 429;
        }
        return words.contains("overloaded") ? 503 : 502;
    }

    private static Kind kind(int status, ErrorDetails details) {
        if (any(details, REQUEST_FAULTS)) {
            return status == 429 || status == 402 ? rate(status, details) : Kind.CLIENT_FAULT;
        }
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 402, 429 -> rate(status, details);
            case 403 -> any(details, QUOTA) ? Kind.QUOTA_EXHAUSTED : Kind.FORBIDDEN;
            case 404 -> notFound(details);
            case 405, 410 -> Kind.MODEL_UNAVAILABLE;
            case 408, 425, 498, 499 ->
                Kind.OVERLOADED; // 498: Groq's flex tier is full; 499: cancelled over there, not here
            case 413 -> any(details, RATE) ? Kind.RATE_LIMITED : Kind.CLIENT_FAULT;
            case 451 -> Kind.FORBIDDEN;
            case 400, 422 -> badRequest(details);
            default -> status < 500 ? Kind.CLIENT_FAULT : Kind.OVERLOADED;
        };
    }

    private static Kind rate(int status, ErrorDetails details) {
        boolean daily = details.signals().stream().anyMatch(s -> s.contains("perday"));
        if (any(details, QUOTA) || daily) {
            return Kind.QUOTA_EXHAUSTED;
        }
        return status == 402 ? Kind.PAYMENT : Kind.RATE_LIMITED;
    }

    /** An item or file the client referred to is its own affair; anything else missing is the model or the operation. */
    private static Kind notFound(ErrorDetails details) {
        return details.message().contains("not persisted when") ? Kind.CLIENT_FAULT : Kind.MODEL_UNAVAILABLE;
    }

    /** Google answers a wrong key, Anthropic an empty purse with 400; several vendors a model the plan lacks. */
    private static Kind badRequest(ErrorDetails details) {
        if (any(details, Set.of("api_key_invalid", "invalid_api_key", "authentication_error"))) {
            return Kind.UNAUTHORIZED;
        }
        if (any(details, QUOTA)) {
            return Kind.QUOTA_EXHAUSTED;
        }
        if (details.message().contains("credit balance is too low") || any(details, Set.of("billing_error"))) {
            return Kind.PAYMENT;
        }
        if (any(details, ACCOUNT_FAULTS)) {
            return Kind.FORBIDDEN;
        }
        boolean aboutModel = details.param() == null || details.param().equals("model");
        boolean gone =
                any(details, NO_MODEL) || MODEL_GONE.matcher(details.message()).find();
        return aboutModel && gone ? Kind.MODEL_UNAVAILABLE : Kind.CLIENT_FAULT;
    }

    private static boolean any(ErrorDetails details, Set<String> among) {
        return details.signals().stream().anyMatch(among::contains);
    }
}
