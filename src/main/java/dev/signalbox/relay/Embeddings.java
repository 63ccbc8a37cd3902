package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Route;
import dev.signalbox.routing.Routes;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Upstream;
import dev.signalbox.usage.StartedRequest;
import dev.signalbox.usage.TokenEstimator;
import dev.signalbox.usage.UsageLedger;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.EmbeddingAnswer;
import dev.signalbox.wire.RequestHead;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Relays OpenAI embeddings, unchanged but for the model's name, to providers that speak OpenAI; counted like any request. */
@Service
public class Embeddings {
    private static final int MAX_ANSWER = 64 << 20;

    private final Routes routes;
    private final Attempts attempts;
    private final Upstream upstream;
    private final Codecs codecs;
    private final Books.Desk desk;

    @Inject
    Embeddings(
            Routes routes,
            Attempts attempts,
            Upstream upstream,
            Codecs codecs,
            UsageLedger ledger,
            Catalog catalog,
            TokenEstimator estimator,
            Clock clock) {
        this.routes = routes;
        this.attempts = attempts;
        this.upstream = upstream;
        this.codecs = codecs;
        this.desk = new Books.Desk(ledger, catalog, estimator, clock);
    }

    /** The embeddings, or a failure in OpenAI's shape; never throws for a client's or provider's fault. */
    public ClientAnswer embed(Exchange exchange) {
        RequestHead head;
        try {
            head = RequestHead.of(exchange.body());
        } catch (ChatException e) {
            return failure(exchange, e.failure());
        }
        var books = new Books(desk, started(exchange, Objects.requireNonNullElse(head.model(), "")));
        try {
            if (head.model() == null) {
                throw Failure.badRequest("'model' is missing.", "model").asException();
            }
            var route = routes.resolve(head.model(), Protocol.OPENAI_CHAT);
            var request = new RelayedRequest(exchange, head, route, false);
            var answer = attempts.first(speakingOpenAi(route), false, c -> ask(request, c), books);
            books.settle(answer.track(), null);
            return answered(exchange, answer);
        } catch (ChatException e) {
            books.refused(e.failure());
            return failure(exchange, e.failure());
        }
    }

    private static StartedRequest started(Exchange exchange, String model) {
        return new StartedRequest(
                exchange.requestId(),
                exchange.caller().keyId(),
                exchange.caller().name(),
                Protocol.OPENAI_CHAT,
                model,
                false,
                exchange.startedAt());
    }

    private static List<Candidate> speakingOpenAi(Route route) {
        var able = route.candidates().stream()
                .filter(c -> c.protocol() == Protocol.OPENAI_CHAT || c.protocol() == Protocol.OPENAI_RESPONSES)
                .toList();
        if (able.isEmpty()) {
            throw Failure.of(
                            Failure.Kind.CLIENT_FAULT,
                            404,
                            "'" + route.requested() + "' is at a provider without OpenAI-style embeddings.")
                    .asException();
        }
        return able;
    }

    private Opened.Document ask(RelayedRequest request, Candidate candidate) {
        try (var reply = upstream.send(request.call(candidate, Operation.EMBED, request.bodyFor(candidate)))) {
            var body = reply.readAtMost(MAX_ANSWER);
            if (reply.status() != 200) {
                throw codecs.provider(candidate.protocol())
                        .readError(reply.status(), reply.headers(), body)
                        .asException();
            }
            var track = new AnswerTrack();
            track.see(new ChatEvent.Finished(FinishReason.STOP, null, EmbeddingAnswer.usage(body)));
            return new Opened.Document(candidate, List.of(), body, track);
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

    private static ClientAnswer failure(Exchange exchange, Failure failure) {
        var error = exchange.protocol().error(failure);
        return new ClientAnswer(error.status(), "application/json", error.headers(), out -> out.write(error.body()));
    }
}
