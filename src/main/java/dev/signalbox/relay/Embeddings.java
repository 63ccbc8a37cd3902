package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Planner;
import dev.signalbox.routing.Route;
import dev.signalbox.upstream.Operation;
import dev.signalbox.usage.TokenEstimator;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.EmbeddingAnswer;
import dev.signalbox.wire.EmbeddingRequest;
import dev.signalbox.wire.OllamaEmbed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/**
 * Relays the embeddings of OpenAI's and Ollama's clients: unchanged but for the model's name to providers that speak the same, translated
 * to others and to Gemini; counted like any request.
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

    /** The embeddings, or a failure in the client's shape; never throws for a client's or provider's fault. */
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
        if (request.client() != Protocol.OLLAMA) {
            var answer = openAi(request, exchange.body(), request.bodyFor(candidate), candidate);
            return document(candidate, List.of(), answer, EmbeddingAnswer.usage(answer));
        }
        if (candidate.protocol() == Protocol.OLLAMA) {
            var answer = send(request, candidate, request.bodyFor(candidate));
            return document(candidate, List.of(), answer, OllamaEmbed.usage(answer));
        }
        var losses = OllamaEmbed.losses(exchange.body());
        if (exchange.strict() && !losses.isEmpty()) {
            throw RelayedRequest.lossy(candidate, losses);
        }
        var body = OllamaEmbed.request(request.bodyFor(candidate));
        var answer = openAi(request, body, body, candidate);
        return document(candidate, losses, OllamaEmbed.answer(answer), EmbeddingAnswer.usage(answer));
    }

    /** OpenAI's answer to OpenAI's request, {@code named} being the same request for the candidate's model. */
    private byte[] openAi(RelayedRequest request, byte[] body, byte[] named, Candidate candidate) {
        var own = codecs.embeddings(candidate.protocol());
        if (own.isEmpty()) {
            return send(request, candidate, named);
        }
        var wanted = EmbeddingRequest.of(body);
        var model = candidate.profile().model();
        var answer = send(request, candidate, own.get().writeRequest(wanted, model));
        long estimate = wanted.inputs().stream().mapToLong(estimator::output).sum();
        return EmbeddingAnswer.translated(answer, own.get(), wanted, model, estimate);
    }

    private static Opened.Document document(Candidate candidate, List<String> losses, byte[] body, TokenUsage usage) {
        var track = new AnswerTrack();
        track.see(new ChatEvent.Finished(FinishReason.STOP, null, usage));
        return new Opened.Document(candidate, losses, body, track);
    }

    private byte[] send(RelayedRequest request, Candidate candidate, byte[] body) {
        try {
            return calls.whole(request, candidate, Operation.EMBED, body);
        } catch (IOException e) {
            throw new ChatException(ProviderAnswer.broken(e), e);
        }
    }
}
