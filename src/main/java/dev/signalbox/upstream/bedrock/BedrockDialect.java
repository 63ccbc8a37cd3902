package dev.signalbox.upstream.bedrock;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Access;
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
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Calls Anthropic's models by {@code InvokeModel} with the body of their own API, and others by the Chat API that Bedrock has
 * beside it. An API key is a bearer's, a key pair signs.
 */
@Service
class BedrockDialect implements Dialect {
    private static final String SERVICE = "bedrock";
    private static final String DEFAULT_REGION = "us-east-1";
    private static final Pattern REGION_IN_HOST = Pattern.compile("bedrock-runtime(?:-fips)?\\.([a-z0-9-]+)\\..*");

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
        var unsigned = HttpCall.post(call.baseUri(), operation(call), headers(call), body);
        boolean pair = call.access().scheme() == Access.Scheme.SIGNATURE
                || !call.access().detail("accessKeyId").isEmpty();
        return pair ? signed(call, unsigned) : unsigned;
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

    private HttpCall signed(UpstreamCall call, HttpCall unsigned) {
        var keyId = call.access().detail("accessKeyId");
        var secret = call.access().credential();
        if (keyId.isEmpty() || secret == null) {
            throw Unsupported.account("This account lacks a half of its AWS key pair; enter both again.");
        }
        var signer = new RequestSigner(keyId, secret, call.access().session(), region(call), SERVICE);
        var headers = new HashMap<>(unsigned.headers());
        headers.remove("authorization");
        headers.put("content-type", "application/json");
        var all = signer.sign("POST", unsigned.uri(), headers, unsigned.body(), clock.instant());
        return new HttpCall(false, unsigned.uri(), all, unsigned.body());
    }

    /** The account's region, else the one in the address: the signature names it. */
    private static String region(UpstreamCall call) {
        var told = call.access().detail("region");
        return told.isEmpty() ? inHost(call.baseUri()) : told;
    }

    private static String inHost(URI base) {
        var found = REGION_IN_HOST.matcher(base.getHost());
        return found.matches() ? found.group(1) : DEFAULT_REGION;
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
