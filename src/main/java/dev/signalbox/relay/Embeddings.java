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
import dev.signalbox.wire.ClientEmbeddings;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.EmbeddingAnswer;
import dev.signalbox.wire.EmbeddingRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Relays the embeddings of OpenAI's, Ollama's and Gemini's clients: unchanged but for the model's name, or nearly so, to providers that
 * speak the same, translated to others; counted like any request.
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

    /** The embeddings in the client's form, or a failure in its shape; never throws for a client's or provider's fault. */
    public ClientAnswer embed(Exchange exchange, ClientEmbeddings form) {
        return reception.takeWhole(exchange, (asked, books) -> embedded(asked, books, form));
    }

    private ClientAnswer embedded(Asked asked, Books books, ClientEmbeddings form) {
        var exchange = asked.exchange();
        var request = admission.admit(asked);
        var plan = planner.plan(embedding(request.route()), null);
        var answer = attempts.first(plan, false, c -> ask(request, exchange, form, c), books);
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

    private Opened.Document ask(RelayedRequest request, Exchange exchange, ClientEmbeddings form, Candidate candidate) {
        var model = candidate.profile().model();
        var named = request.bodyFor(candidate);
        if (form.speaks(candidate.protocol())) {
            var answer = send(request, candidate, form.toOwn(named, model));
            var told = form.fromOwn(answer);
            long tokens = form.tokens(answer).orElseGet(() -> estimate(form.texts(named)));
            return document(candidate, List.of(), told, TokenUsage.of(tokens, 0));
        }
        var losses = form.losses(named);
        if (exchange.strict() && !losses.isEmpty()) {
            throw RelayedRequest.lossy(candidate, losses);
        }
        var answer = openAi(request, form.toOpenAi(named, model), candidate);
        return document(candidate, losses, form.fromOpenAi(answer), EmbeddingAnswer.usage(answer));
    }

    private long estimate(List<String> texts) {
        return texts.stream().mapToLong(estimator::output).sum();
    }

    /** OpenAI's answer to OpenAI's request. */
    private byte[] openAi(RelayedRequest request, byte[] body, Candidate candidate) {
        var own = codecs.embeddings(candidate.protocol());
        if (own.isEmpty()) {
            return send(request, candidate, body);
        }
        var wanted = EmbeddingRequest.of(body);
        var model = candidate.profile().model();
        var parts = new ArrayList<EmbeddingAnswer.Part>();
        for (var part : wanted.parts(own.get().most())) {
            parts.add(new EmbeddingAnswer.Part(
                    part, send(request, candidate, own.get().writeRequest(part, model))));
        }
        return EmbeddingAnswer.translated(parts, own.get(), model, estimate(wanted.inputs()));
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
