package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.routing.Candidate;
import dev.signalbox.signin.Credentials;
import dev.signalbox.upstream.CallPolicies;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.RefusedException;
import dev.signalbox.upstream.Upstream;
import dev.signalbox.usage.TokenEstimator;
import dev.signalbox.wire.Codecs;
import dev.signalbox.wire.Json;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * Counts the tokens of a request. The provider is asked, in its own protocol if that has a count; where it cannot answer, they
 * are counted here, and {@code x-signalbox-count} says which. A failed count cools nobody.
 */
@Service
public class TokenCounts {
    private static final int MAX_COUNT_BODY = 1 << 16;

    private final Admission admission;
    private final Upstream upstream;
    private final CallPolicies policies;
    private final TokenEstimator estimator;
    private final Credentials credentials;
    private final Codecs codecs;

    @Inject
    TokenCounts(
            Admission admission,
            Upstream upstream,
            CallPolicies policies,
            TokenEstimator estimator,
            Credentials credentials,
            Codecs codecs) {
        this.admission = admission;
        this.upstream = upstream;
        this.policies = policies;
        this.estimator = estimator;
        this.credentials = credentials;
        this.codecs = codecs;
    }

    /** The count in the client's protocol, or a failure in it; never throws. */
    public ClientAnswer count(Exchange exchange) {
        try {
            var request = admission.admit(Asked.of(exchange).whole());
            var candidate = request.route().candidates().getFirst();
            var asked = request.sameProtocol(candidate)
                    ? ask(request.bodyFor(candidate), request, candidate, exchange)
                    : askTranslated(request, candidate, exchange);
            return asked.map(body -> answer(exchange, 200, body, "provider"))
                    .orElseGet(() -> answer(exchange, 200, local(exchange, request, candidate), "local"));
        } catch (ChatException e) {
            return ClientAnswer.refusal(exchange, e.failure(), Map.of("x-signalbox-count", "none"));
        }
    }

    private byte[] local(Exchange exchange, RelayedRequest request, Candidate candidate) {
        return exchange.protocol().tokenCount(estimator.input(request.countedConversation(), candidate.protocol()));
    }

    /** Asks a provider of another protocol, where that protocol has a count, and tells its number in the client's words. */
    private Optional<byte[]> askTranslated(RelayedRequest request, Candidate candidate, Exchange exchange) {
        var provider = codecs.provider(candidate.protocol(), candidate.dialect());
        var model = candidate.profile().model();
        var counted = request.countedConversation().withModel(model);
        return provider.countRequest(
                        provider.writeRequest(counted, candidate.profile()).body(), model)
                .flatMap(body -> ask(body, request, candidate, exchange))
                .map(provider::counted)
                .filter(OptionalLong::isPresent)
                .map(count -> exchange.protocol().tokenCount(count.getAsLong()));
    }

    private Optional<byte[]> ask(byte[] body, RelayedRequest request, Candidate routed, Exchange exchange) {
        try {
            var account = routed.account();
            var candidate = account == null
                    ? routed
                    : routed.with(exchange.client().undisturbed(() -> credentials.fresh(account)));
            return policies.whole(() -> {
                try (var reply = upstream.send(request.call(candidate, Operation.COUNT_TOKENS, body))) {
                    var answer = reply.readAtMost(MAX_COUNT_BODY);
                    return reply.status() == 200 && Json.parse(answer).isPresent()
                            ? Optional.of(answer)
                            : Optional.<byte[]>empty();
                } catch (IOException cut) {
                    return Optional.<byte[]>empty();
                }
            });
        } catch (ChatException | RefusedException | FaultToleranceException unanswered) {
            System.getLogger(TokenCounts.class.getName())
                    .log(System.Logger.Level.DEBUG, "counting here for " + exchange.requestId(), unanswered);
            return Optional.empty();
        }
    }

    private static ClientAnswer answer(Exchange exchange, int status, byte[] body, String by) {
        return new ClientAnswer(
                status,
                "application/json",
                Map.of("x-signalbox-request-id", exchange.requestId(), "x-signalbox-count", by),
                out -> out.write(body));
    }
}
