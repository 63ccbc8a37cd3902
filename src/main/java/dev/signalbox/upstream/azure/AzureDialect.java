package dev.signalbox.upstream.azure;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.JsonSplice;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Calls deployments: by the v1 API, where a deployment stands in the body as the model, or by an {@code api-version} with a
 * date, where it stands in the path. Opened by a key, or by a token of Microsoft Entra.
 */
@Service
class AzureDialect implements Dialect {
    /** What a token of Entra looks like, and no key does. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    @Override
    public String id() {
        return "azure";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        var version = call.access().detail("apiVersion");
        boolean dated = version.matches("\\d.*");
        var deployment = deployment(call);
        var query = version.isEmpty() || version.equals("v1") ? "" : "?api-version=" + HttpCall.segment(version);
        if (call.operation() == Operation.LIST_MODELS) {
            return HttpCall.get(call.baseUri(), (dated ? "openai/models" : "openai/v1/models") + query, headers(call));
        }
        var body = deployment.equals(call.model())
                ? call.body()
                : JsonSplice.of(call.body())
                        .set("model", Json.quote(deployment))
                        .bytes();
        var path = dated ? dated(call, deployment) : "openai/v1/" + operation(call);
        return HttpCall.post(call.baseUri(), path + query, headers(call), body);
    }

    /** Only the older operations stand below their deployment. */
    private static String dated(UpstreamCall call, String deployment) {
        var operation = operation(call);
        return operation.equals("responses")
                ? "openai/responses"
                : "openai/deployments/" + HttpCall.segment(deployment) + "/" + operation;
    }

    private static String operation(UpstreamCall call) {
        return switch (call.operation()) {
            case GENERATE, STREAM ->
                switch (call.protocol()) {
                    case OPENAI_CHAT -> "chat/completions";
                    case OPENAI_RESPONSES -> "responses";
                    case ANTHROPIC_MESSAGES, GEMINI, OLLAMA -> throw Unsupported.operation(call);
                };
            case COMPLETE -> "completions";
            case EMBED -> "embeddings";
            case COMPACT -> compact(call);
            case COUNT_TOKENS, LIST_MODELS -> throw Unsupported.operation(call);
        };
    }

    private static String compact(UpstreamCall call) {
        if (call.protocol() != Protocol.OPENAI_RESPONSES
                || call.access().detail("apiVersion").matches("\\d.*")) {
            throw Unsupported.operation(call);
        }
        return "responses/compact";
    }

    /** The deployment of a model, by the account's list {@code model=deployment,…}; its own name where the list is silent. */
    private static String deployment(UpstreamCall call) {
        for (var pair : call.access().detail("deployments").split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(call.model())) {
                return pair.substring(equals + 1).strip();
            }
        }
        return call.model();
    }

    private static Map<String, String> headers(UpstreamCall call) {
        var credential = call.access().credential();
        var headers = new HashMap<>(call.headers());
        boolean signedIn = call.access().scheme() == Access.Scheme.TOKEN;
        if (credential != null && (signedIn || TOKEN.matcher(credential).matches())) {
            headers.remove("api-key");
            headers.put("authorization", "Bearer " + credential);
        }
        return headers;
    }
}
