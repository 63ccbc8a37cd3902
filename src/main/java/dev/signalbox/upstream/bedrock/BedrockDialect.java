package dev.signalbox.upstream.bedrock;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.AwsErrors;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.EventStream;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Reply;
import dev.signalbox.upstream.TransformedReply;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.upstream.WholeBody;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls Anthropic's models by {@code InvokeModel} with the body of their own API, and OpenAI's by the Chat API that Bedrock has
 * beside it. An API key is a bearer's, a key pair signs.
 */
@Service
class BedrockDialect implements Dialect {
    private final Clock clock;

    @Inject
    BedrockDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "bedrock";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        var body = body(call);
        return KeyPair.opened(
                call, HttpCall.post(call.baseUri(), operation(call), headers(call), body), clock.instant());
    }

    private static String operation(UpstreamCall call) {
        return switch (call.protocol()) {
            case ANTHROPIC_MESSAGES ->
                "model/"
                        + HttpCall.segment(call.model())
                        + switch (call.operation()) {
                            case GENERATE -> "/invoke";
                            case STREAM -> "/invoke-with-response-stream";
                            case COUNT_TOKENS -> "/count-tokens";
                            case COMPLETE, COMPACT, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
                        };
            case OPENAI_CHAT ->
                switch (call.operation()) {
                    case GENERATE, STREAM -> "openai/v1/chat/completions";
                    case COMPLETE, COMPACT, COUNT_TOKENS, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
                };
            case OPENAI_RESPONSES, GEMINI, OLLAMA -> throw Unsupported.operation(call);
        };
    }

    private static byte[] body(UpstreamCall call) {
        return switch (call.protocol()) {
            case ANTHROPIC_MESSAGES ->
                call.operation() == Operation.COUNT_TOKENS ? InvokedBody.counted(call) : InvokedBody.of(call);
            case OPENAI_CHAT, OPENAI_RESPONSES, GEMINI, OLLAMA -> call.body();
        };
    }

    /** Anthropic's own headers have no place here: their values stand in the body. */
    private static Map<String, String> headers(UpstreamCall call) {
        var headers = new HashMap<>(call.headers());
        headers.remove("anthropic-version");
        headers.remove(InvokedBody.BETA);
        boolean framed = call.protocol() == Protocol.ANTHROPIC_MESSAGES && call.operation() == Operation.STREAM;
        if (framed) {
            headers.put("accept", EventStream.MEDIA_TYPE);
        }
        return headers;
    }

    @Override
    public Reply read(UpstreamCall call, Reply reply) {
        var told = AwsErrors.translated(reply);
        if (told.status() / 100 != 2 || call.protocol() != Protocol.ANTHROPIC_MESSAGES) {
            return told;
        }
        return switch (call.operation()) {
            case STREAM -> new TransformedReply(told, new EventStream(new InvokedEvents()), "text/event-stream");
            case COUNT_TOKENS -> new TransformedReply(told, new WholeBody(InvokedBody::count), "application/json");
            case GENERATE, COMPLETE, COMPACT, EMBED, LIST_MODELS -> told;
        };
    }
}
