package dev.signalbox.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.wire.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Errors of AWS services in the shape that all codecs understand. AWS names the kind in a header or as {@code __type}, and its
 * statuses say less than its names: a key that is not valid is 403 there, and so is a model that was not opened to the account.
 */
public final class AwsErrors {
    private static final int MAX_BODY = 1 << 20;

    private record Meaning(int status, String type) {}

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("throttlingexception", new Meaning(429, "rate_limit_error")),
            Map.entry("toomanyrequestsexception", new Meaning(429, "rate_limit_error")),
            Map.entry("servicequotaexceededexception", new Meaning(429, "quota_exceeded")),
            Map.entry("monthlylimiterrorexception", new Meaning(429, "quota_exceeded")),
            Map.entry("validationexception", new Meaning(400, "invalid_request_error")),
            Map.entry("serializationexception", new Meaning(400, "invalid_request_error")),
            Map.entry("conflictexception", new Meaning(409, "invalid_request_error")),
            Map.entry("accessdeniedexception", new Meaning(403, "permission_error")),
            Map.entry("unrecognizedclientexception", new Meaning(401, "authentication_error")),
            Map.entry("invalidsignatureexception", new Meaning(401, "authentication_error")),
            Map.entry("incompletesignatureexception", new Meaning(401, "authentication_error")),
            Map.entry("missingauthenticationtokenexception", new Meaning(401, "authentication_error")),
            Map.entry("expiredtokenexception", new Meaning(401, "authentication_error")),
            Map.entry("resourcenotfoundexception", new Meaning(404, "not_found_error")),
            Map.entry("modelnotreadyexception", new Meaning(503, "overloaded_error")),
            Map.entry("modeltimeoutexception", new Meaning(504, "timeout_error")),
            Map.entry("modelerrorexception", new Meaning(502, "api_error")),
            Map.entry("modelstreamerrorexception", new Meaning(502, "api_error")),
            Map.entry("serviceunavailableexception", new Meaning(503, "overloaded_error")),
            Map.entry("insufficientmodelcapacityexception", new Meaning(503, "overloaded_error")),
            Map.entry("internalserverexception", new Meaning(500, "api_error")));

    private AwsErrors() {}

    /** The reply as it is when it is no error; else one with the status and the words that say what is meant. */
    public static Reply translated(Reply reply) {
        if (reply.status() / 100 == 2) {
            return reply;
        }
        byte[] body;
        try {
            body = reply.readAtMost(MAX_BODY);
        } catch (IOException cut) {
            body = new byte[0];
        }
        var said = Json.parse(body).orElseGet(Json::object);
        var name = name(reply.headers()
                .getOrDefault("x-amzn-errortype", said.path("__type").asText("")));
        var meaning = MEANINGS.get(name);
        if (name.isEmpty() || said.has("error")) {
            return new WholeReply(reply, body);
        }
        int status = meaning == null ? reply.status() : meaning.status();
        return new WholeReply(reply, status, Json.bytes(error(meaning, name, message(said))));
    }

    /** The error of an exception within a stream, as Anthropic's event has it. */
    public static JsonNode inStream(String exception, byte[] payload) {
        var said = Json.parse(payload).orElseGet(Json::object);
        return error(MEANINGS.get(name(exception)), name(exception), message(said));
    }

    private static JsonNode error(@org.jspecify.annotations.Nullable Meaning meaning, String name, String message) {
        var root = Json.object().put("type", "error");
        root.putObject("error")
                .put("type", meaning == null ? "api_error" : meaning.type())
                .put("message", message.isEmpty() ? "The service answered with " + name + "." : message);
        return root;
    }

    private static String message(JsonNode said) {
        var message = said.path("message").asText("");
        return message.isEmpty() ? said.path("Message").asText("") : message;
    }

    /** {@code ThrottlingException:http://internal.amazon.com/…} and {@code com.amazon…#ThrottlingException} alike. */
    private static String name(String type) {
        var name = type.substring(type.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
