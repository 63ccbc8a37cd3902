package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Planner;
import dev.signalbox.routing.Route;
import dev.signalbox.upstream.Operation;
import dev.signalbox.usage.TokenEstimator;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.EmbeddingAnswer;
import dev.signalbox.wire.EmbeddingRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/**
 * Relays OpenAI embeddings: unchanged but for the model's name to providers that speak OpenAI, translated to Gemini and Ollama;
 * counted like any request.
 */
@Service
public class Embeddings {
    private final Admission admission;
    private final Planner planner;
    private final Attempts attempts;
    private final CandidateCalls calls;
    private final Codecs codecs;
    private final TokenEstimator estimator;
    private final Reception reception;

    @Inject
    Embeddings(
            Admission admission,
            Planner planner,
            Attempts attempts,
            CandidateCalls calls,
            Codecs codecs,
            TokenEstimator estimator,
            Reception reception) {
        this.admission = admission;
        this.planner = planner;
        this.attempts = attempts;
        this.calls = calls;
        this.codecs = codecs;
        this.estimator = estimator;
        this.reception = reception;
    }

    /** The embeddings, or a failure in OpenAI's shape; never throws for a client's or provider's fault. */
    public ClientAnswer embed(Exchange exchange) {
        return reception.takeWhole(exchange, this::embedded);
    }

    private ClientAnswer embedded(Asked asked, Books books) {
        var exchange = asked.exchange();
        var request = admission.admit(asked);
        var plan = planner.plan(embedding(request.route()), null);
        var answer = attempts.first(plan, false, c -> ask(request, exchange, c), books);
        books.settle(answer.track(), null);
        return ClientAnswer.whole(exchange, books, answer);
    }

    private static Route embedding(Route route) {
        var able = route.only(c -> c.protocol() != Protocol.ANTHROPIC_MESSAGES);
        if (able.ranks().isEmpty()) {
            throw Failure.of(
                            Failure.Kind.CLIENT_FAULT,
                            404,
                            "'" + route.requested() + "' is at a provider without embeddings.")
                    .asException();
        }
        return able;
    }

    private Opened.Document ask(RelayedRequest request, Exchange exchange, Candidate candidate) {
        var own = codecs.embeddings(candidate.protocol());
        if (own.isEmpty()) {
            var body = send(request, candidate, request.bodyFor(candidate));
            return document(candidate, body);
        }
        var wanted = EmbeddingRequest.of(exchange.body());
        var model = candidate.profile().model();
        var answer = send(request, candidate, own.get().writeRequest(wanted, model));
        long estimate = wanted.inputs().stream().mapToLong(estimator::output).sum();
        return document(candidate, EmbeddingAnswer.translated(answer, own.get(), wanted, model, estimate));
    }

    private static Opened.Document document(Candidate candidate, byte[] body) {
        var track = new AnswerTrack();
        track.see(new ChatEvent.Finished(FinishReason.STOP, null, EmbeddingAnswer.usage(body)));
        return new Opened.Document(candidate, List.of(), body, track);
    }

    private byte[] send(RelayedRequest request, Candidate candidate, byte[] body) {
        try {
            return calls.whole(request, candidate, Operation.EMBED, body);
        } catch (IOException e) {
            throw new ChatException(ProviderAnswer.broken(e), e);
        }
    }
}
