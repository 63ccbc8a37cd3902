package dev.signalbox.upstream;

import dev.signalbox.Service;

/** The protocols as their own vendors speak them: the operation follows the base address, the body is the protocol's. */
@Service
class PlainDialect implements Dialect {
    @Override
    public String id() {
        return "";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        var operation = operation(call);
        return call.operation() == Operation.LIST_MODELS
                ? HttpCall.get(call.baseUri(), operation, call.headers())
                : HttpCall.post(call.baseUri(), operation, call.headers(), call.body());
    }

    /** The operation below the base address, query included. */
    static String operation(UpstreamCall call) {
        return switch (call.protocol()) {
            case OPENAI_CHAT ->
                switch (call.operation()) {
                    case GENERATE, STREAM -> "chat/completions";
                    case COMPLETE -> "completions";
                    case EMBED -> "embeddings";
                    case LIST_MODELS -> "models";
                    case COUNT_TOKENS, COMPACT -> throw Unsupported.operation(call);
                };
            case OPENAI_RESPONSES ->
                switch (call.operation()) {
                    case GENERATE, STREAM -> "responses";
                    case COUNT_TOKENS -> "responses/input_tokens";
                    case COMPACT -> "responses/compact";
                    case EMBED -> "embeddings";
                    case LIST_MODELS -> "models";
                    case COMPLETE -> throw Unsupported.operation(call);
                };
            case ANTHROPIC_MESSAGES ->
                switch (call.operation()) {
                    case GENERATE, STREAM -> "messages";
                    case COUNT_TOKENS -> "messages/count_tokens";
                    case LIST_MODELS -> "models";
                    case COMPLETE, COMPACT, EMBED -> throw Unsupported.operation(call);
                };
            case GEMINI ->
                switch (call.operation()) {
                    case GENERATE -> gemini(call.model()) + ":generateContent";
                    case STREAM -> gemini(call.model()) + ":streamGenerateContent?alt=sse";
                    case COUNT_TOKENS -> gemini(call.model()) + ":countTokens";
                    case EMBED -> gemini(call.model()) + ":batchEmbedContents";
                    case LIST_MODELS -> "models";
                    case COMPLETE, COMPACT -> throw Unsupported.operation(call);
                };
            case OLLAMA ->
                switch (call.operation()) {
                    case GENERATE, STREAM -> "api/chat";
                    case COMPLETE -> "api/generate";
                    case EMBED -> "api/embed";
                    case LIST_MODELS -> "api/tags";
                    case COUNT_TOKENS, COMPACT -> throw Unsupported.operation(call);
                };
        };
    }

    private static String gemini(String model) {
        return "models/" + HttpCall.segment(model);
    }
}
