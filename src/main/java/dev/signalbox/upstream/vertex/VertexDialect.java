package dev.signalbox.upstream.vertex;

import dev.signalbox.Service;
import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.JsonSplice;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds a model's place: below a project and a location for accounts that sign in, below no project for keys of express mode.
 * Anthropic's models take their version in the body and their name in the path, Gemini's no ids of calls.
 */
@Service
class VertexDialect implements Dialect {
    private static final String GLOBAL = "global";
    private static final String GLOBAL_HOST = "aiplatform.googleapis.com";
    private static final String ANTHROPIC_VERSION = "\"vertex-2023-10-16\"";

    @Override
    public String id() {
        return "vertex";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        if (call.operation() == Operation.LIST_MODELS) {
            throw Unsupported.operation(call);
        }
        return HttpCall.post(base(call), place(call) + operation(call), headers(call), body(call));
    }

    /** A key that belongs to no project is one of express mode; with one it is an access token. */
    private static boolean express(UpstreamCall call) {
        return call.access().scheme() == Access.Scheme.KEY
                && call.access().detail("projectId").isEmpty();
    }

    /** Each location has a host of its own; the global one has none before the name. */
    private static URI base(UpstreamCall call) {
        var location = location(call);
        boolean regional = !express(call)
                && !location.equals(GLOBAL)
                && GLOBAL_HOST.equals(call.baseUri().getHost());
        return regional ? URI.create("https://" + location + "-" + GLOBAL_HOST) : call.baseUri();
    }

    private static String location(UpstreamCall call) {
        var region = call.access().detail("region");
        return region.isEmpty() ? GLOBAL : region;
    }

    private static String place(UpstreamCall call) {
        if (express(call)) {
            return "v1/";
        }
        var project = call.access().detail("projectId");
        if (project.isEmpty()) {
            throw Unsupported.account("This account names no project of Google Cloud; set its projectId.");
        }
        return "v1/projects/" + HttpCall.segment(project) + "/locations/" + HttpCall.segment(location(call)) + "/";
    }

    private static String operation(UpstreamCall call) {
        var model = HttpCall.segment(call.model());
        return switch (call.protocol()) {
            case GEMINI ->
                "publishers/google/models/"
                        + model
                        + switch (call.operation()) {
                            case GENERATE -> ":generateContent";
                            case STREAM -> ":streamGenerateContent?alt=sse";
                            case COUNT_TOKENS -> ":countTokens";
                            case COMPLETE, COMPACT, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
                        };
            case ANTHROPIC_MESSAGES ->
                "publishers/anthropic/models/"
                        + switch (call.operation()) {
                            case GENERATE -> model + ":rawPredict";
                            case STREAM -> model + ":streamRawPredict";
                            case COUNT_TOKENS -> "count-tokens:rawPredict";
                            case COMPLETE, COMPACT, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
                        };
            case OPENAI_CHAT ->
                switch (call.operation()) {
                    case GENERATE, STREAM -> "endpoints/openapi/chat/completions";
                    case EMBED -> "endpoints/openapi/embeddings";
                    case COMPLETE, COMPACT, COUNT_TOKENS, LIST_MODELS -> throw Unsupported.operation(call);
                };
            case OPENAI_RESPONSES, OLLAMA -> throw Unsupported.operation(call);
        };
    }

    private static byte[] body(UpstreamCall call) {
        return switch (call.protocol()) {
            case ANTHROPIC_MESSAGES -> {
                var body = JsonSplice.of(call.body());
                if (call.operation() != Operation.COUNT_TOKENS) {
                    body.remove("model").set("anthropic_version", ANTHROPIC_VERSION);
                }
                yield body.bytes();
            }
            case GEMINI -> CallIds.removed(call.body());
            case OPENAI_CHAT, OPENAI_RESPONSES, OLLAMA -> call.body();
        };
    }

    /** A key goes into Google's own header, a token is a bearer's; the version of Anthropic's API stands in the body. */
    private static Map<String, String> headers(UpstreamCall call) {
        var headers = new HashMap<>(call.headers());
        headers.remove("anthropic-version");
        var credential = call.access().credential();
        if (express(call) && credential != null) {
            headers.remove("authorization");
            headers.put("x-goog-api-key", credential);
        }
        return headers;
    }
}
