package dev.signalbox.upstream.kiro;

import dev.signalbox.Service;
import dev.signalbox.upstream.AwsErrors;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.EventStream;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.NamedEvents;
import dev.signalbox.upstream.Reply;
import dev.signalbox.upstream.TransformedReply;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.JsonSplice;
import java.util.HashMap;

/** Sends a conversation with the account's profile, and turns the framing of AWS into events named by their type. */
@Service
class KiroDialect implements Dialect {
    /** The end of the stream is an event too, because nothing else tells a whole answer from a cut one. */
    private static final NamedEvents EVENTS = new NamedEvents("exception", "end");

    @Override
    public String id() {
        return "kiro";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        return switch (call.operation()) {
            case GENERATE, STREAM -> {
                var headers = new HashMap<>(call.headers());
                headers.put("accept", EventStream.MEDIA_TYPE);
                yield HttpCall.post(call.baseUri(), "generateAssistantResponse", headers, body(call));
            }
            case COMPLETE, COMPACT, COUNT_TOKENS, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
        };
    }

    private static byte[] body(UpstreamCall call) {
        var profile = call.access().detail("profileArn");
        return profile.isEmpty()
                ? call.body()
                : JsonSplice.of(call.body())
                        .set("profileArn", Json.quote(profile))
                        .bytes();
    }

    @Override
    public Reply read(UpstreamCall call, Reply reply) {
        var told = AwsErrors.translated(reply);
        return told.status() / 100 == 2
                ? new TransformedReply(told, new EventStream(EVENTS), "text/event-stream")
                : told;
    }
}
