package dev.signalbox.relay;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.OllamaLoad;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers what Ollama's clients send only to have a model loaded or let go: at once where there is nothing to load, because the
 * provider is none of Ollama's. An Ollama server is asked, because it has something to load.
 */
@Service
public class ModelLoads {
    private final Admission admission;

    @Inject
    ModelLoads(Admission admission) {
        this.admission = admission;
    }

    /** The answer to such a request, or that of {@code otherwise}. */
    public ClientAnswer answer(Exchange exchange, OllamaLoad load, Function<Exchange, ClientAnswer> otherwise) {
        var answer = load.answer(exchange.body(), exchange.startedAt());
        if (answer.isEmpty()) {
            return otherwise.apply(exchange);
        }
        try {
            var candidates = admission.admit(Asked.of(exchange).whole()).route().candidates();
            if (!candidates.isEmpty() && candidates.getFirst().protocol() == Protocol.OLLAMA) {
                return otherwise.apply(exchange);
            }
        } catch (ChatException e) {
            return ClientAnswer.refusal(exchange, e.failure(), Map.of());
        }
        return new ClientAnswer(
                200,
                "application/json",
                Map.of("x-signalbox-request-id", exchange.requestId()),
                out -> out.write(answer.get()));
    }
}
