package dev.signalbox.upstream.bedrock;

import dev.signalbox.Service;
import dev.signalbox.upstream.AwsErrors;
import dev.signalbox.upstream.Dialect;
import dev.signalbox.upstream.EventStream;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.NamedEvents;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Reply;
import dev.signalbox.upstream.TransformedReply;
import dev.signalbox.upstream.Unsupported;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.JsonSplice;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;

/**
 * Calls the models of all other vendors at Bedrock by {@code Converse} and {@code ConverseStream}, and turns the framing of AWS
 * into events named by their type.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">ConverseStream</a>
 */
@Service
class ConverseDialect implements Dialect {
    /** The reason to stop, which is an event, says that the answer is complete. */
    private static final NamedEvents EVENTS = new NamedEvents("error", "");

    private final Clock clock;

    @Inject
    ConverseDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "bedrock-converse";
    }

    @Override
    public HttpCall write(UpstreamCall call) {
        var body = JsonSplice.of(call.body()).remove("modelId").bytes();
        var path = "model/" + HttpCall.segment(call.model()) + operation(call);
        var accept = call.operation() == Operation.STREAM ? EventStream.MEDIA_TYPE : "application/json";
        var headers = call.headersWith(Map.of("accept", accept));
        return KeyPair.opened(call, HttpCall.post(call.baseUri(), path, headers, body), clock.instant());
    }

    private static String operation(UpstreamCall call) {
        return switch (call.operation()) {
            case GENERATE -> "/converse";
            case STREAM -> "/converse-stream";
            case COMPLETE, COMPACT, COUNT_TOKENS, EMBED, LIST_MODELS -> throw Unsupported.operation(call);
        };
    }

    @Override
    public Reply read(UpstreamCall call, Reply reply) {
        var told = AwsErrors.translated(reply);
        return told.status() / 100 == 2 && call.operation() == Operation.STREAM
                ? new TransformedReply(told, new EventStream(EVENTS), "text/event-stream")
                : told;
    }
}
