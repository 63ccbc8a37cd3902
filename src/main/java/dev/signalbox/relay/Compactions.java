package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Planner;
import dev.signalbox.upstream.Operation;
import dev.signalbox.wire.Compaction;
import dev.signalbox.wire.StreamForm;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes long conversations short for Responses clients: by the provider's own operation where it has one, its answer
 * unchanged, otherwise by a summary that the same provider is asked for in its own protocol.
 */
@Service
public class Compactions {
    private final Admission admission;
    private final Planner planner;
    private final Attempts attempts;
    private final Opener opener;
    private final CandidateCalls calls;
    private final Reception reception;

    @Inject
    Compactions(
            Admission admission,
            Planner planner,
            Attempts attempts,
            Opener opener,
            CandidateCalls calls,
            Reception reception) {
        this.admission = admission;
        this.planner = planner;
        this.attempts = attempts;
        this.opener = opener;
        this.calls = calls;
        this.reception = reception;
    }

    /** The compacted conversation, or a failure in OpenAI's shape; never throws for a client's or provider's fault. */
    public ClientAnswer compact(Exchange exchange) {
        return reception.takeWhole(exchange, this::compacted);
    }

    private ClientAnswer compacted(Asked asked, Books books) {
        var exchange = asked.exchange();
        var request = admission.admit(asked);
        request.conversation(); // refuses what no provider would take
        books.routed(request);
        var session = books.inSession(SessionKey.of(exchange, asked.head(), asked.model()));
        var plan = planner.plan(request.route(), session);
        var answer = attempts.first(plan, false, c -> ask(request, c), books);
        books.committed(answer);
        books.settle(answer.track(), null);
        return ClientAnswer.whole(exchange, books, answer);
    }

    private Opened.Document ask(RelayedRequest request, Candidate candidate) {
        var own = candidate.protocol() == Protocol.OPENAI_RESPONSES && candidate.verbatim()
                ? own(request, candidate)
                : Optional.<Opened.Document>empty();
        return own.orElseGet(() -> summary(request, candidate));
    }

    /** Empty where the provider has no such operation, or has trouble with it that need not be trouble with the model. */
    private Optional<Opened.Document> own(RelayedRequest request, Candidate candidate) {
        try {
            var answer = calls.whole(request, candidate, Operation.COMPACT, request.bodyFor(candidate));
            if (!Compaction.isAnswer(answer)) {
                return Optional.empty();
            }
            var track = new AnswerTrack();
            track.see(new ChatEvent.Finished(FinishReason.STOP, null, Compaction.usage(answer)));
            return Optional.of(new Opened.Document(candidate, List.of(), answer, track));
        } catch (IOException cut) {
            return Optional.empty();
        } catch (ChatException e) {
            if (neutral(e.failure())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean neutral(Failure failure) {
        return switch (failure.kind()) {
            case MODEL_UNAVAILABLE, OVERLOADED -> true;
            case CLIENT_FAULT -> failure.status() == 404 || failure.status() == 405;
            case UNAUTHORIZED,
                    FORBIDDEN,
                    PAYMENT,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    TIMEOUT,
                    UNREACHABLE,
                    MISCONFIGURED,
                    CANCELLED,
                    INTERNAL -> false;
        };
    }

    private Opened.Document summary(RelayedRequest request, Candidate candidate) {
        return switch (opener.open(request.summarised(), StreamForm.SSE, candidate)) {
            case Opened.Document said ->
                new Opened.Document(candidate, said.losses(), request.compacted(said.body()), said.track());
            case Opened.Stream stream -> throw new IllegalStateException("a stream where none was asked: " + stream);
        };
    }
}
