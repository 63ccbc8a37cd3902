package dev.signalbox.relay;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ResponseState;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Responses request has to do with the responses kept here.
 *
 * @param exchange the request as it came
 * @param keeps whether the answer is kept
 * @param previous the response it goes on from, if that is one of ours
 */
record Memory(
        StoredResponses stored,
        Exchange exchange,
        boolean keeps,
        @Nullable String previous) {
    private static final String PREVIOUS = "previous_response_id";
    private static final String STORE = "store";
    private static final RawJson NOTHING = new RawJson("false");

    /** Whether the request was put together from turns kept here, so that its provider knows none of them. */
    boolean continues() {
        return previous != null;
    }

    /** The id that the answer is kept by. */
    String responseId() {
        var id = exchange.requestId();
        return "resp_" + id.substring(id.indexOf('_') + 1);
    }

    /** Whether nothing is to be kept, which a provider that keeps nothing does without being told. */
    static boolean wantsNothingKept(ChatRequest request) {
        return NOTHING.equals(request.extras().other().get(STORE));
    }

    /** The request for a provider that keeps nothing: the wish to is none of its business. */
    static ChatRequest withoutStore(ChatRequest request) {
        var other = new LinkedHashMap<>(request.extras().other());
        other.remove(STORE);
        return request.withExtras(request.extras().withOther(other));
    }

    /** The request as the response object echoes it. */
    ChatRequest echoed(ChatRequest request) {
        var other = new LinkedHashMap<>(request.extras().other());
        other.put(STORE, new RawJson(Boolean.toString(keeps)));
        if (previous != null) {
            other.put(PREVIOUS, new RawJson(Json.quote(previous)));
        }
        Extras extras = request.extras().withOther(other);
        return request.withExtras(extras);
    }

    /** The writer, which keeps what it writes once it is complete. */
    AnswerWriter keeping(AnswerWriter writer) {
        return keeps ? new KeptAnswer(writer, this::keep) : writer;
    }

    private void keep(byte[] response) {
        var input = ResponseState.input(exchange.body(), exchange.requestId());
        stored.keep(exchange.caller(), response, input, previous);
    }
}
