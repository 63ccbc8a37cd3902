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
import dev.signalbox.upstream.Upstream;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.EmbeddingAnswer;
import dev.signalbox.wire.EmbeddingRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Relays OpenAI embeddings: unchanged but for the model's name to providers that speak OpenAI, translated to Gemini and Ollama;
 * counted like any request.
 */
@Service
public class Embeddings {
    private static final int MAX_ANSWER = 32 << 20;

    private final Admission admission;
    private final Planner planner;
    private final Attempts attempts;
    private final Upstream upstream;
    private final Codecs codecs;
    private final Desk desk;

    @Inject
    Embeddings(Admission admission, Planner planner, Attempts attempts, Upstream upstream, Codecs codecs, Desk desk) {
        this.admission = admission;
        this.planner = planner;
        this.attempts = attempts;
        this.upstream = upstream;
        this.codecs = codecs;
        this.desk = desk;
    }

    /** The embeddings, or a failure in OpenAI's shape; never throws for a client's or provider's fault. */
    public ClientAnswer embed(Exchange exchange) {
        Asked asked;
        try {
            asked = Asked.of(exchange).whole();
        } catch (ChatException e) {
            return ClientAnswer.refusal(exchange, e.failure(), Map.of());
        }
        var books = desk.open(asked);
        try {
            var request = admission.admit(asked);
            var plan = planner.plan(embedding(request.route()), null);
            var answer = attempts.first(plan, false, c -> ask(request, exchange, c), books);
            books.settle(answer.track(), null);
            return answered(exchange, answer);
        } catch (ChatException e) {
            books.refused(e.failure());
            return ClientAnswer.refusal(exchange, e.failure(), Map.of());
        }
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
        long estimate =
                wanted.inputs().stream().mapToLong(desk.estimator()::output).sum();
        return document(candidate, EmbeddingAnswer.translated(answer, own.get(), wanted, model, estimate));
    }

    private static Opened.Document document(Candidate candidate, byte[] body) {
        var track = new AnswerTrack();
        track.see(new ChatEvent.Finished(FinishReason.STOP, null, EmbeddingAnswer.usage(body)));
        return new Opened.Document(candidate, List.of(), body, track);
    }

    private byte[] send(RelayedRequest request, Candidate candidate, byte[] body) {
        try (var reply = upstream.send(request.call(candidate, Operation.EMBED, body))) {
            var account = candidate.account();
            if (account != null) {
                desk.quotas().heard(account.id(), candidate.profile().model(), reply.headers());
            }
            var answer = reply.readAtMost(MAX_ANSWER);
            if (reply.status() != 200) {
                throw codecs.provider(candidate.protocol())
                        .readError(reply.status(), reply.headers(), answer)
                        .asException();
            }
            return answer;
        } catch (IOException e) {
            throw new ChatException(ProviderAnswer.broken(e), e);
        }
    }

    private static ClientAnswer answered(Exchange exchange, Opened.Document answer) {
        var headers = Map.of(
                "x-signalbox-request-id",
                exchange.requestId(),
                "x-signalbox-route",
                answer.candidate().route());
        return new ClientAnswer(200, "application/json", headers, out -> out.write(answer.body()));
    }
}
