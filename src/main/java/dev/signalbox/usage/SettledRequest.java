package dev.signalbox.usage;

import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request at its end, with everything the ledger keeps of it.
 *
 * @param started the request as it was announced
 * @param route {@code prefix/model} that answered, or was tried last; null when none was tried
 * @param provider the catalogue id or node id behind the route
 * @param model the provider's own name of the model
 * @param accountId the account that answered, null where there was none
 * @param firstEvent from admission to the first meaningful event, null when none came
 * @param duration from admission to the end
 * @param stopReason null when the answer did not end properly
 * @param estimated whether {@code usage} is the gateway's estimate
 * @param charge null when no price is known
 * @param losses the request fields the provider's protocol could not carry
 * @param failure what the client was told, null when it was answered
 * @param attempts every provider call, in order
 * @param decisions what became of each candidate
 */
public record SettledRequest(
        StartedRequest started,
        UsageStatus status,
        @Nullable String route,
        @Nullable String provider,
        @Nullable String model,
        @Nullable UUID accountId,
        @Nullable Duration firstEvent,
        Duration duration,
        @Nullable FinishReason stopReason,
        TokenUsage usage,
        boolean estimated,
        @Nullable Charge charge,
        List<String> losses,
        @Nullable Failure failure,
        List<Attempt> attempts,
        List<RouteDecision> decisions) {
    public SettledRequest {
        losses = List.copyOf(losses);
        attempts = List.copyOf(attempts);
        decisions = List.copyOf(decisions);
        if (status == UsageStatus.STARTED) {
            throw new IllegalArgumentException("a settled request has come to an end");
        }
    }

    public String requestId() {
        return started.requestId();
    }
}
