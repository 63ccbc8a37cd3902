package dev.signalbox.relay;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Route;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Checkpoint;
import dev.signalbox.wire.Compaction;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.ReasoningFit;
import dev.signalbox.wire.RequestHead;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's request with its route: the bytes as they came, and the conversation read from them once, when the first
 * candidate that speaks another protocol needs it.
 */
final class RelayedRequest {

    /** Headers that hold lists, in which the client's wishes stand beside the provider's own. */
    private static final Set<String> LISTS = Set.of("anthropic-beta", "openai-beta");

    private final Exchange exchange;
    private final RequestHead head;
    private final Route route;
    private final boolean stream;
    private final @Nullable Memory memory;
    private final boolean asChat;
    private @Nullable ChatRequest conversation;

    /** {@code memory} is what a Responses request has to do with the responses kept here, null for any other. */
    RelayedRequest(Exchange exchange, RequestHead head, Route route, boolean stream, @Nullable Memory memory) {
        this(exchange, head, route, stream, memory, false);
    }

    private RelayedRequest(
            Exchange exchange, RequestHead head, Route route, boolean stream, @Nullable Memory memory, boolean asChat) {
        this.exchange = exchange;
        this.head = head;
        this.route = route;
        this.stream = stream;
        this.memory = memory;
        this.asChat = asChat;
    }

    /** The same as a conversation, for a server without the older form's own operation. */
    RelayedRequest asChat() {
        return new RelayedRequest(exchange, head, route, stream, memory, true);
    }

    Route route() {
        return route;
    }

    boolean stream() {
        return stream;
    }

    /** What the client speaks. */
    Protocol client() {
        return exchange.protocol().protocol();
    }

    /** Whether the bytes can pass as they are: both sides speak the same, no suffix and no kept turns change the request. */
    boolean sameProtocol(Candidate candidate) {
        return !asChat
                && candidate.protocol() == exchange.protocol().protocol()
                && (!exchange.protocol().legacy() || exchange.protocol().onlyAsItIs(exchange.body()))
                && candidate.reasoning() == null
                && candidate.verbatim()
                && (memory == null || !memory.continues());
    }

    /** Whether it is an older form of the protocol that passes as it is, by that form's own operation. */
    boolean legacy(Candidate candidate) {
        return exchange.protocol().legacy() && sameProtocol(candidate);
    }

    /** The id by which the answer is kept here, empty when it is not. */
    Optional<String> keptAs(Candidate candidate) {
        return memory != null && memory.keeps() && !sameProtocol(candidate)
                ? Optional.of(memory.responseId())
                : Optional.empty();
    }

    ChatRequest conversation() {
        if (conversation == null) {
            conversation = exchange.protocol().readRequest(exchange.body(), exchange.model(), exchange.stream());
        }
        return conversation;
    }

    /** The conversation of a token count, which may lack what only generating needs. */
    ChatRequest countedConversation() {
        return exchange.protocol().readCountRequest(exchange.body(), exchange.model());
    }

    /** The request for a summary in place of a compaction; it is of no further use, so that nobody keeps it. */
    RelayedRequest summarised() {
        var body = Compaction.summaryRequest(exchange.body());
        return new RelayedRequest(exchange.withBody(body), RequestHead.of(body), route, false, null);
    }

    /** Whether a compaction is asked for in the form of an item; the conversation is not read to find that it is not. */
    boolean asksForCheckpoint() {
        return client() == Protocol.OPENAI_RESPONSES
                && Checkpoint.mayBeAsked(exchange.body())
                && Checkpoint.isAsked(conversation());
    }

    /** The answer to that, made of a summary. */
    ChatAnswer checkpoint(Candidate candidate, byte[] summary) {
        return Checkpoint.answer(
                summary,
                candidate.profile().model(),
                exchange.requestId(),
                exchange.startedAt().getEpochSecond());
    }

    /** The answer to a compaction that was made of a summary. */
    byte[] compacted(byte[] summary) {
        return Compaction.answer(
                exchange.body(),
                summary,
                exchange.requestId(),
                exchange.startedAt().getEpochSecond());
    }

    /** The body as it came, for the candidate's model. */
    byte[] bodyFor(Candidate candidate) {
        return exchange.protocol()
                .passable(head.withModel(exchange.body(), candidate.profile().model()));
    }

    /** The request in the candidate's protocol, for its model. */
    EncodedRequest encode(Candidate candidate, ProviderProtocol provider) {
        if (sameProtocol(candidate)) {
            return EncodedRequest.of(bodyFor(candidate));
        }
        refuseForeignState(candidate);
        return strictly(candidate, provider.writeRequest(wished(candidate), candidate.profile()));
    }

    /** The same when these fields of the provider's protocol cannot be sent either. */
    EncodedRequest losing(Candidate candidate, EncodedRequest encoded, List<String> fields) {
        return strictly(candidate, encoded.losing(Losses.named(fields, candidate.protocol(), client())));
    }

    private EncodedRequest strictly(Candidate candidate, EncodedRequest encoded) {
        if (exchange.strict() && !encoded.losses().isEmpty()) {
            throw lossy(candidate, encoded.losses());
        }
        return encoded;
    }

    static ChatException lossy(Candidate candidate, List<String> losses) {
        return Failure.badRequest(
                        candidate.route() + " cannot carry " + String.join(", ", losses)
                                + ", and x-signalbox-strict asks to lose nothing.",
                        losses.getFirst())
                .asException();
    }

    /** What the client left with a provider, a response, a conversation, a prompt or an item, no other provider knows. */
    private void refuseForeignState(Candidate candidate) {
        if (client() == Protocol.OPENAI_RESPONSES && candidate.protocol() != Protocol.OPENAI_RESPONSES) {
            ForeignState.refuse(conversation(), candidate.route());
        }
        if (client() == Protocol.ANTHROPIC_MESSAGES && candidate.protocol() != Protocol.ANTHROPIC_MESSAGES) {
            ForeignState.refuseThread(conversation(), candidate.route());
        }
    }

    /** The conversation for this model; the amount in a suffix outranks the body's, not what is to be shown. */
    private ChatRequest wished(Candidate candidate) {
        var read = conversation();
        boolean foreign = candidate.protocol() != exchange.protocol().protocol();
        var known = foreign && (memory != null || Memory.wantsNothingKept(read)) ? Memory.withoutStore(read) : read;
        var request = known.withModel(candidate.profile().model());
        if (candidate.reasoning() == null) {
            return request;
        }
        var wish = candidate.reasoning().shownAs(request.reasoning());
        return request.withReasoning(ReasoningFit.clamp(wish, candidate.profile(), candidate.protocol()));
    }

    UpstreamCall call(Candidate candidate, Operation operation, byte[] body) {
        return new UpstreamCall(
                candidate.protocol(),
                operation,
                candidate.baseUri(),
                candidate.profile().model(),
                headers(candidate, operation),
                body,
                candidate.sender(),
                candidate.dialect(),
                candidate.access());
    }

    /** What the client asks for, and behind it what this provider cannot do without. */
    private static String joined(String own, String asked) {
        var all = new LinkedHashSet<String>();
        for (var item : (asked + "," + own).split(",", -1)) {
            if (!item.isBlank()) {
                all.add(item.strip());
            }
        }
        return String.join(",", all);
    }

    /** Credentials and constants of the candidate, the client's own value where the catalogue lets it through. */
    private Map<String, String> headers(Candidate candidate, Operation operation) {
        var headers = new HashMap<String, String>();
        candidate.callHeaders().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        for (var name : candidate.relayedHeaders()) {
            var value = exchange.headers().get(name);
            if (value != null) {
                headers.merge(name, value, LISTS.contains(name) ? RelayedRequest::joined : (own, asked) -> asked);
            }
        }
        headers.put(
                "accept", operation == Operation.STREAM ? "text/event-stream, application/json" : "application/json");
        return headers;
    }

    /** A writer of answers that do not pass as they are. */
    AnswerWriter translator(Candidate candidate) {
        if (memory == null || sameProtocol(candidate)) {
            return writer(conversation());
        }
        return memory.keeping(writer(memory.echoed(conversation())));
    }

    /** A writer of what the gateway itself has to say beside an answer that passes as it is: errors and keep-alives. */
    AnswerWriter bystander() {
        return writer(conversation == null ? bare() : conversation);
    }

    /** A failure as the client's protocol tells it where there is no stream of its own. */
    byte[] error(Failure failure) {
        return exchange.protocol().error(failure).body();
    }

    private AnswerWriter writer(ChatRequest request) {
        return exchange.protocol()
                .answerWriter(new AnswerContext(request, exchange.requestId(), exchange.startedAt(), exchange.form()));
    }

    private ChatRequest bare() {
        return ChatRequest.of(exchange.protocol().protocol(), route.requested(), List.of())
                .withStream(stream);
    }
}
