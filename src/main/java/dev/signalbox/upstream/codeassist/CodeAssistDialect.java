package dev.signalbox.upstream.codeassist;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Reply;
import dev.signalbox.upstream.SseFrames;
import dev.signalbox.upstream.TransformedReply;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.upstream.WholeBody;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.JsonSplice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts a Gemini body into the envelope as it is, and takes the envelope off each answer; the bytes inside are not touched. */
@Service
class CodeAssistDialect implements Dialect {
    private static final String VERSION = "v1internal";

    @Override
    public String id() {
        return "code-assist";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        return switch (call.operation()) {
            case GENERATE -> post(call, ":generateContent", enveloped(call));
            case STREAM -> post(call, ":streamGenerateContent?alt=sse", enveloped(call));
            case COUNT_TOKENS -> post(call, ":countTokens", counted(call));
            case COMPLETE, COMPACT, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
        };
    }

    private static HttpCall post(UpstreamCall call, String operation, byte[] body) {
        return HttpCall.post(call.baseUri(), VERSION + operation, call.headers(), body);
    }

    private static byte[] enveloped(UpstreamCall call) {
        var project = call.access().detail("projectId");
        if (project.isEmpty()) {
            throw Unsupported.account("This account has no Code Assist project; sign in again, or set its projectId.");
        }
        return joined(
                "{\"model\":" + Json.quote(call.model()) + ",\"project\":" + Json.quote(project) + ",\"request\":",
                call.body(),
                "}");
    }

    /** A count takes the contents only, beside the model's full name. */
    private static byte[] counted(UpstreamCall call) {
        var asked = JsonSplice.of(call.body());
        var inner = asked.value("generateContentRequest").map(JsonSplice::of).orElse(asked);
        var contents = inner.value("contents").orElse("[]".getBytes(StandardCharsets.UTF_8));
        return joined(
                "{\"request\":{\"model\":" + Json.quote("models/" + call.model()) + ",\"contents\":", contents, "}}");
    }

    private static byte[] joined(String head, byte[] middle, String tail) {
        var out = new ByteArrayOutputStream(middle.length + head.length() + 8);
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(middle);
        out.writeBytes(tail.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Override
    public Reply read(UpstreamCall call, Reply reply) {
        if (reply.status() / 100 != 2) {
            return reply;
        }
        return switch (call.operation()) {
            case STREAM ->
                new TransformedReply(reply, new SseFrames(CodeAssistDialect::unwrapped), "text/event-stream");
            case GENERATE ->
                new TransformedReply(reply, new WholeBody(CodeAssistDialect::unwrapped), "application/json");
            case COMPLETE, COMPACT, COUNT_TOKENS, EMBED, LIST_MODELS -> reply;
        };
    }

    /** What the envelope holds; an error, or anything that is no envelope, stays as it is for the codec to judge. */
    private static byte[] unwrapped(byte[] body) {
        try {
            return JsonSplice.of(body).value("response").orElse(body);
        } catch (ChatException noObject) {
            return body;
        }
    }
}
